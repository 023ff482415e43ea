# The layers that make a gateway's root file system; sourced by lab setup
layers() {
    local Y=$LAB_STATE/layers.new; local b=$Y/base l=$Y/libreswan e     # swapped in at the end, when it is complete
    rm -rf $Y; mkdir -p $LAB_STATE/tmp $Y/{base,swanctl,starter,libreswan,lgw,rgw}/{usr,etc}
    unpack() {  # LAYER DEB...: /lib of the package goes to usr/lib (merged /usr)
        local d=$1; shift; rm -rf $LAB_STATE/tmp/x
        for p; do dpkg -x $p $LAB_STATE/tmp/x; done
        (cd $LAB_STATE/tmp/x; [ ! -d lib ] || { mkdir -p usr; cp -a lib usr/; }; cp -a usr $d/; [ ! -d etc ] || cp -a etc $d/)
        rm -rf $d/usr/share/{doc,man,lintian} $LAB_STATE/tmp/x
    }
    unpack $b $LAB_STATE/dl/{rsyslog,libestr0,libfastjson4,liblognorm5}_*.deb
    unpack $l $LAB_STATE/dl/{libreswan,libunbound8,libldns3,libnss3-tools,dns-root-data,libevent*,libprotobuf-c1,libhiredis*,bind9-host}_*.deb
    rm -f $l/etc/ipsec.conf $l/etc/ipsec.secrets
    e=$b/etc
    # a small, own /etc: nothing of the host's secrets is in it
    for f in alternatives bash.bashrc profile ld.so.cache ld.so.conf ld.so.conf.d pam.d pam.conf security login.defs \
        debian_version os-release services protocols rpc iproute2 sudoers sudo.conf strongswan.conf strongswan.d swanctl ipsec.conf \
        ipsec.d ipsec.secrets dbus-1 localtime timezone nftables.conf ethertypes sysctl.conf host.conf gai.conf libaudit.conf \
        issue issue.net shells skel terminfo inputrc; do [ ! -e /etc/$f ] || cp -a /etc/$f $e/; done
    mkdir -p $e/{ssh,ssl,systemd/system/multi-user.target.wants,default,sudoers.d,tmpfiles.d,sysctl.d,profile.d}
    cp -a /etc/ssl/openssl.cnf $e/ssl/; cp -a /etc/ssh/moduli $e/ssh/
    sed -i '/pam_systemd/d' $e/pam.d/common-session*; sed -i '/pam_cap/d' $e/pam.d/common-auth
    sed -i '/pam_selinux\|pam_loginuid\|pam_keyinit\|pam_mail/d' $e/pam.d/sshd
    printf 'passwd: files\ngroup: files\nshadow: files\nhosts: files dns\nnetworks: files\nprotocols: files\nservices: files\n' >$e/nsswitch.conf
    cat >$e/passwd <<'X'
root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
messagebus:x:101:101::/nonexistent:/usr/sbin/nologin
sshd:x:102:65534::/run/sshd:/usr/sbin/nologin
tcpdump:x:103:103::/nonexistent:/usr/sbin/nologin
admin:x:1000:1000:sudo with password:/home/admin:/bin/bash
oper:x:1001:1001:sudo without password:/home/oper:/bin/bash
viewer:x:1002:1002:no sudo:/home/viewer:/bin/bash
X
    printf '%s\n' root:x:0: daemon:x:1: sys:x:3: adm:x:4: tty:x:5: disk:x:6: kmem:x:15: sudo:x:27:admin utmp:x:43: shadow:x:42: \
        systemd-journal:x:100: messagebus:x:101: tcpdump:x:103: input:x:104: nogroup:x:65534: kvm:x:105: render:x:106: video:x:44: \
        audio:x:29: cdrom:x:24: dialout:x:20: tape:x:26: users:x:100: admin:x:1000: oper:x:1001: viewer:x:1002: >$e/group
    { echo 'root:*:19000::::::'; for u in daemon sys nobody _apt messagebus sshd tcpdump; do echo "$u:!:19000::::::"; done
      for u in admin oper viewer; do echo "$u:$(openssl passwd -6 -salt labsalt lab-$u):19000:0:99999:7:::"; done; } >$e/shadow
    chmod 640 $e/shadow; chgrp 42 $e/shadow
    echo 'oper ALL=(ALL:ALL) NOPASSWD: ALL' >$e/sudoers.d/oper; chmod 440 $e/sudoers.d/oper
    cat >$e/ssh/sshd_config <<'X'
PermitRootLogin prohibit-password
PasswordAuthentication yes
KbdInteractiveAuthentication no
UsePAM yes
UseDNS no
PrintMotd no
HostKey /etc/ssh/ssh_host_ed25519_key
Subsystem sftp /usr/lib/openssh/sftp-server
X
    cat >$e/rsyslog.conf <<'X'
module(load="imuxsock" SysSock.Use="off")
input(type="imuxsock" Socket="/run/systemd/journal/syslog" CreatePath="off")
$ActionFileDefaultTemplate RSYSLOG_TraditionalFileFormat
$FileOwner root
$FileGroup adm
$FileCreateMode 0640
auth,authpriv.*          /var/log/auth.log
*.*;auth,authpriv.none   -/var/log/syslog
kern.*                   -/var/log/kern.log
X
    mkdir -p $e/systemd/{journald.conf.d,system.conf.d}
    printf '[Journal]\nForwardToSyslog=yes\nAudit=no\nRateLimitIntervalSec=0\n' >$e/systemd/journald.conf.d/lab.conf
    printf '[Manager]\nDefaultTimeoutStopSec=5s\n' >$e/systemd/system.conf.d/lab.conf
    # the usual charon log file, and only the plugins a plain Debian strongSwan loads
    cat >$e/strongswan.d/charon-logging.conf <<'X'
charon {
    filelog {
        charonlog {
            path = /var/log/charon.log
            time_format = %Y-%m-%dT%H:%M:%S
            append = yes
            flush_line = yes
            default = 1
        }
    }
}
X
    for p in bypass-lan kernel-libipsec dhcp farp ha forecast led lookip error-notify certexpire tpm test-vectors ldap curl unity \
        pkcs11 af-alg addrblock coupling eap-aka eap-gtc eap-identity eap-md5 eap-radius eap-tls eap-tnc eap-ttls tnc-tnccs \
        xauth-eap xauth-pam rdrand gcrypt fips-prf dnskey pgp; do echo "$p { load = no }" >$e/strongswan.d/charon/$p.conf; done
    # units a container does not need are masked; services a gateway has are enabled per stack at boot
    local s=/usr/lib/systemd/system u keep=' systemd-journald.service dbus.service dbus.socket '
    for u in $s/{sysinit,multi-user,timers,sockets,local-fs,basic}.target.wants/* $s/systemd-logind.service $s/systemd-tmpfiles-clean.timer; do
        [ -e "$u" ] || continue; u=${u##*/}
        case "$keep systemd-journald.socket systemd-journald-dev-log.socket " in *" $u "*) ;; *) ln -sfn /dev/null $e/systemd/system/$u;; esac
    done
    ln -sfn $s/multi-user.target $e/systemd/system/default.target
    for u in ssh rsyslog; do ln -sfn $s/$u.service $e/systemd/system/multi-user.target.wants/$u.service; done
    ln -sfn $s/rsyslog.service $e/systemd/system/syslog.service
    ln -sfn /proc/self/mounts $e/mtab; : >$e/fstab; : >$e/resolv.conf; : >$e/default/ssh; rm -f $e/dbus-1/system.d/*
    awk '!NF {exit} 1' /proc/cpuinfo >$Y/cpuinfo
    mknod $b/usr/lib/systemd/system-generators c 0 0    # no generators: faster boot
    # per gateway: name, ssh host key
    for u in lgw rgw; do
        e=$Y/$u/etc; mkdir -p $e/ssh
        echo $u >$e/hostname; printf '127.0.0.1 localhost %s\n::1 localhost ip6-localhost\n' $u >$e/hosts; echo $u | md5sum | cut -c1-32 >$e/machine-id
        cp $LAB_STATE/ssh/host_$u $e/ssh/ssh_host_ed25519_key; cp $LAB_STATE/ssh/host_$u.pub $e/ssh/ssh_host_ed25519_key.pub; chmod 600 $e/ssh/ssh_host_ed25519_key
    done
    # per IKE stack: only this one is "installed" (the others are whited out)
    gone() { local d=$Y/$1 f; shift; for f; do mkdir -p $d/${f%/*}; rm -rf ${d:?}/$f; mknod $d/$f c 0 0; done; }
    local sw="usr/lib/ipsec etc/swanctl etc/strongswan.conf etc/strongswan.d usr/sbin/swanctl usr/sbin/charon-systemd $(dpkg -L strongswan-pki | sed -n 's#^/\(usr/bin/pki\)$#\1#p')"
    gone swanctl usr/sbin/ipsec usr/lib/ipsec/{starter,stroke,charon} usr/lib/systemd/system/{strongswan-starter,ipsec}.service etc/ipsec.{conf,secrets,d} etc/strongswan.d/starter.conf
    gone starter usr/sbin/{swanctl,charon-systemd} usr/lib/systemd/system/{strongswan,ipsec}.service etc/swanctl
    gone libreswan $sw usr/lib/systemd/system/{strongswan,strongswan-starter}.service
    # Libreswan: NSS database made here, no loading of 40 modules at start
    mkdir -p $l/nss $l/etc/systemd/system/ipsec.service.d; $l/usr/bin/certutil -N -d sql:$l/nss --empty-password
    printf '[Service]\nRuntimeDirectory=pluto\nExecStartPre=\nExecStartPre=/usr/libexec/ipsec/addconn --config /etc/ipsec.conf --checkconfig\n' >$l/etc/systemd/system/ipsec.service.d/override.conf
    mkdir -p $Y/{swanctl,starter}/etc/strongswan.d/charon
    echo 'stroke { load = no }' >$Y/swanctl/etc/strongswan.d/charon/stroke.conf
    echo 'swanctl { load = pem pkcs1 x509 revocation constraints pubkey openssl random }' >$Y/swanctl/etc/strongswan.d/swanctl.conf
    echo 'vici { load = no }' >$Y/starter/etc/strongswan.d/charon/vici.conf
    # the rest of the root directory
    local r=$Y/skel
    mkdir -p $r/{etc,usr,var/{log,lib/{dpkg,ipsec/nss,strongswan},tmp,cache,spool/rsyslog,mail},proc,sys,dev,run,tmp,root/.ssh,home,mnt,srv,opt,boot}
    for u in bin sbin lib lib64 lib32 libx32; do [ ! -e /$u ] || ln -s usr/$u $r/$u; done
    ln -s /run $r/var/run; ln -s /run/lock $r/var/lock; chmod 1777 $r/tmp $r/var/tmp; cp /etc/skel/.bashrc $r/root/
    cp $LAB_STATE/ssh/id_ed25519.pub $r/root/.ssh/authorized_keys; chmod 700 $r/root $r/root/.ssh
    for u in admin:1000 oper:1001 viewer:1002; do
        cp -a $r/root $r/home/${u%:*}; chown -R ${u#*:}:${u#*:} $r/home/${u%:*}
    done
    if [ -d $LAB_STATE/kernel ]; then mkdir -p $b/usr/lib/modules; cp -a $LAB_STATE/kernel/lib/modules/* $b/usr/lib/modules/; fi   # for modprobe in a gateway
    local miss; miss=$(ldd $l/usr/libexec/ipsec/{pluto,whack} $b/usr/sbin/rsyslogd 2>/dev/null | awk '/not found/ {print $1}' | sort -u | while read -r u; do
        [ -n "$(find $l $b -name "$u" -print -quit)" ] || echo "$u"; done)
    [ -z "$miss" ] || die "libraries are missing for Libreswan or rsyslog: "$miss
    rm -rf $LAB_STATE/layers; mv $Y $LAB_STATE/layers; rm -rf $LAB_STATE/tmp
}
