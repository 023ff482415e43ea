# Debian packages of the lab; sourced by lab setup
have() { local p; for p; do [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$p" 2>/dev/null) = ii* ]] || return 1; done; }
update_once() { [ -n "${UPDATED:-}" ] || { apt-get update -qq; UPDATED=1; }; }
packages() {
    export DEBIAN_FRONTEND=noninteractive
    local want=(user-mode-linux uml-utilities strongswan strongswan-swanctl strongswan-starter strongswan-pki charon-systemd
        libcharon-extra-plugins libstrongswan-extra-plugins libstrongswan-standard-plugins openssh-server openssh-client
        tcpdump tshark iptables nftables iproute2 kmod dbus conntrack netcat-openbsd sudo sshpass traceroute ethtool
        iputils-ping iputils-tracepath procps psmisc systemd perl python3 openssl dpkg libnss3 libcap-ng0 libcurl4 libpam-modules) p deb=() miss=()
    want+=(xz-utils); [ -z "$KERNEL" ] || want+=(flex bison bc make gcc libc6-dev libelf-dev)
    if ! have "${want[@]}"; then
        update_once
        # of what we bring in, no service starts on this machine, now or at the next boot
        local new=() rc=/usr/sbin/policy-rc.d own=
        for p in openssh-server:ssh strongswan-starter:strongswan-starter charon-systemd:strongswan; do have ${p%:*} || new+=(${p#*:}); done
        [ -e $rc ] || { own=1; printf '#!/bin/sh\nexit 101\n' >$rc; chmod 755 $rc; }
        apt-get install -y --no-install-recommends "${want[@]}" || { [ -z "$own" ] || rm -f $rc; die "apt-get install failed"; }
        [ -z "$own" ] || rm -f $rc
        for p in ${new[@]+"${new[@]}"}; do systemctl disable $p.service >/dev/null 2>&1 || true; done
    fi
    # Libreswan conflicts with strongSwan and rsyslog is not wanted on the host: unpacked into layers instead
    deb=(libreswan libunbound8 libldns3 libnss3-tools dns-root-data libevent-core-2.1-7 libevent-pthreads-2.1-7 libevent-2.1-7
        libprotobuf-c1 libhiredis0.14 bind9-host rsyslog libestr0 libfastjson4 liblognorm5)
    for p in "${deb[@]}"; do compgen -G "$LAB_STATE/dl/${p}_*.deb" >/dev/null || miss+=($p); done
    [ ${#miss[@]} = 0 ] || { update_once; (cd $LAB_STATE/dl && apt-get -o APT::Sandbox::User=root download "${miss[@]}"); }
}
