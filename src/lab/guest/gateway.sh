gw_prepare() {
    local g=$1 r=$S/$1/root o=$S/$1/ov l=$LAB_STATE/layers; declare -n C=$([ $g = lgw ] && echo L || echo R)
    mkdir -p $r $o; mount -t tmpfs -o mode=755 tmpfs $r; mount -t tmpfs tmpfs $o; mkdir $o/{eu,ew,uu,uw}; cp -a $l/skel/. $r/
    mount -t overlay overlay -o "lowerdir=$l/${C[stack]}/usr:$l/base/usr:/usr,upperdir=$o/uu,workdir=$o/uw" $r/usr
    mount -t overlay overlay -o "lowerdir=$l/${C[stack]}/etc:$l/$g/etc:$l/base/etc,upperdir=$o/eu,workdir=$o/ew" $r/etc
    [ ! -d $l/${C[stack]}/nss ] || cp -a $l/${C[stack]}/nss $r/var/lib/ipsec/
    mount --bind /var/lib/dpkg $r/var/lib/dpkg
    gw_config $g
}
unit() { case $1 in swanctl) echo strongswan;; starter) echo strongswan-starter;; *) echo ipsec;; esac; }
gw_config() {  # (re)write the IKE configuration of gateway $1
    local g=$1 r=$S/$1/root; declare -n C=$([ $g = lgw ] && echo L || echo R)
    conf_${C[stack]} $r
    local far=10.2.0.0/24 dev= o; [ $g = lgw ] || far=10.1.0.0/24
    if [ -n "${C[if_id]}" ]; then dev=xfrm0 o="type xfrm dev eth0 if_id ${C[if_id_dev]:-${C[if_id]}}"; fi
    if [ -n "${C[vti]}" ]; then dev=vti0 o="type vti local ${C[local]} remote ${C[remote]} key ${C[vti_dev]:-${C[vti]}}"
        echo 'charon { install_routes = no }' >$r/etc/strongswan.d/vti.conf; fi
    if [ -n "$GRE" ]; then dev=gre1 o="type gre local ${C[local]} remote ${C[remote]} ttl 64"; fi
    [ -z "$dev" ] || ip -n $g link show $dev >/dev/null 2>&1 || {
        ip -n $g link add $dev $o; ip -n $g link set $dev up mtu 1400; ip -n $g route replace $far dev $dev
        [ $dev != vti0 ] || ip netns exec $g sysctl -qw net.ipv4.conf.vti0.disable_policy=1; }
}
conf_swanctl() {  # ROOT; uses C
    local r=$1 a b
    if [ ${C[auth]} = psk ]; then a="auth = psk"; else a="auth = pubkey"; b="certs = ${C[cert]}.crt"
        cp $LAB_STATE/pki/${C[cert]}.crt $r/etc/swanctl/x509/; cp $LAB_STATE/pki/${C[cert]}.key $r/etc/swanctl/private/; cp $LAB_STATE/pki/ca.crt $r/etc/swanctl/x509ca/; fi
    cat >$r/etc/swanctl/swanctl.conf <<X
connections {
    site-to-site {
        version = ${C[ver]}
        local_addrs = ${C[local]}
        remote_addrs = ${C[remote]}
        proposals = ${C[ike]}
        dpd_delay = ${C[dpd]}
        ${C[ike_x]}
        local {
            $a
            $b
            id = ${C[id]}
        }
        remote {
            $a
            id = ${C[rid]}
            ${C[remote_x]}
        }
        children {
            net-net {
                mode = ${C[mode]}
                local_ts = ${C[lts]}
                remote_ts = ${C[rts]}
                esp_proposals = ${C[esp]}
                start_action = ${C[start]}
                dpd_action = ${C[dpd_action]:-restart}
                ${C[if_id]:+if_id_in = ${C[if_id]}}
                ${C[if_id]:+if_id_out = ${C[if_id]}}
                ${C[vti]:+mark_in = ${C[vti]}}
                ${C[vti]:+mark_out = ${C[vti]}}
                ${C[child_x]}
            }
        }
    }
}
$([ ${C[auth]} != psk ] || echo "secrets {
    ike-site {
        id-local = ${C[sid]:-${C[id]}}
        id-remote = ${C[srid]:-${C[rid]}}
        secret = \"${C[psk]}\"
    }
}")
${C[conf_x]}
include conf.d/*.conf
X
    sed -i '/^ *$/d' $r/etc/swanctl/swanctl.conf; chmod 640 $r/etc/swanctl/swanctl.conf
}
ipsec_conf() {  # the part of ipsec.conf that strongSwan's starter and Libreswan share
    cat <<X
    left=${C[local]}
    leftid=@${C[id]}
    leftsubnet=${C[lts]}
    right=${C[remote]}
    rightid=@${C[rid]}
    rightsubnet=${C[rts]}
    type=${C[mode]}
    ${C[child_x]}
X
}
conf_starter() {
    local auto=start; [ "${C[start]}" = 'trap|start' ] || auto=route; [ "${C[start]}" != none ] || auto=add
    { printf 'config setup\n    uniqueids=yes\n\nconn site-to-site\n    keyexchange=ikev%s\n    authby=%s\n    ike=%s!\n    esp=%s!\n    dpdaction=restart\n    dpddelay=%s\n    auto=%s\n' \
        ${C[ver]} ${C[auth]} ${C[ike]} ${C[esp]} ${C[dpd]} $auto; ipsec_conf; echo "${C[conf_x]}"; } | sed '/^ *$/d; /^conn/i\\' >$1/etc/ipsec.conf
    echo "@${C[id]} @${C[rid]} : PSK \"${C[psk]}\"" >$1/etc/ipsec.secrets; chmod 600 $1/etc/ipsec.secrets
}
conf_libreswan() {
    local auto=start pfs=no e=${C[esp]}; [ "${C[start]}" = 'trap|start' ] || auto=ondemand; [ "${C[start]}" != none ] || auto=add
    [ "${C[start]}" != ignore ] || auto=ignore
    case $e in *-modp*|*-ecp*) pfs=yes;; esac
    lsw_alg() { sed -E 's/sha(256|384|512)/sha2_\1/g; s/-modp/;modp/; s/-ecp256/;dh19/' <<<"$1"; }
    { printf 'config setup\n    logfile=/var/log/pluto.log\n\nconn site-to-site\n    ikev2=%s\n    authby=secret\n    ike=%s\n    esp=%s\n    pfs=%s\n    dpdaction=restart\n    dpddelay=10\n%s    auto=%s\n' \
        "$([ ${C[ver]} = 1 ] && echo no || echo insist)" "$(lsw_alg ${C[ike]})" "$(lsw_alg $e)" $pfs "$([ ${C[ver]} != 1 ] || echo '    dpdtimeout=60')"$'\n' $auto; ipsec_conf; echo "${C[conf_x]}"; } | sed '/^ *$/d; /^conn/i\\' >$1/etc/ipsec.conf
    echo "@${C[id]} @${C[rid]} : PSK \"${C[psk]}\"" >$1/etc/ipsec.secrets; chmod 600 $1/etc/ipsec.secrets
}
gw_boot() {
    local g=$1
    mkdir -p /sys/fs/cgroup/$g
    nsenter --net=/run/netns/$g unshare -m -p -u -i -f --propagation private -- "$LAB_GUEST/gwinit" $g </dev/null >$S/$g/console 2>&1 &
}
enable_unit() { local u; u=$(unit $2).service; ln -sfn /usr/lib/systemd/system/$u $S/$1/root/etc/systemd/system/multi-user.target.wants/$u; }
