# SSH keys of the lab and the gateways' certificates; sourced by lab setup
ssh_keys() {
    cd $LAB_STATE/ssh
    for k in id_ed25519 host_uml host_lgw host_rgw; do [ -f $k ] || ssh-keygen -q -t ed25519 -N '' -C lab-$k -f $k; done
    : >known_hosts
    for i in uml:10 lgw:11 rgw:12; do echo "$MGMT.${i#*:} $(cut -d' ' -f1,2 host_${i%:*}.pub)" >>known_hosts; done
}

certificates() {
    cd $LAB_STATE/pki; [ ! -f done ] || return 0
    pki() { command pki "$@" 2>>log || { cat log >&2; return 1; }; }         # it complains about plugins that are not needed
    local long=(--not-before "01.01.15 00:00:00" --not-after "01.01.45 00:00:00" --dateform "%d.%m.%y %T")
    for ca in ca otherca; do
        pki --gen --type rsa --size 3072 --outform pem >$ca.key
        pki --self --ca --in $ca.key --dn "C=XX, O=Lab, CN=Lab $ca" "${long[@]}" --outform pem >$ca.crt
    done
    issue() {  # NAME CA SAN1 SAN2 NOT-BEFORE NOT-AFTER [RSA-BITS]
        pki --gen --type rsa --size ${7:-2048} --outform pem >$1.key
        pki --pub --in $1.key | pki --issue --cacert $2.crt --cakey $2.key --dn "C=XX, O=Lab, CN=$3" --san "$3" --san "$4" \
            --not-before "$5 00:00:00" --not-after "$6 00:00:00" --dateform "%d.%m.%y %T" --outform pem >$1.crt
    }
    issue left          ca      left.example.org  203.0.113.2  01.01.15 01.01.45
    issue right         ca      right.example.org 198.51.100.2 01.01.24 01.01.45
    issue right-expired ca      right.example.org 198.51.100.2 01.01.22 01.01.25
    issue right-otherca otherca right.example.org 198.51.100.2 01.01.24 01.01.45
    issue right-othersan ca     vpn2.example.org  198.51.100.9 01.01.24 01.01.45
    issue left-big      ca      left.example.org  203.0.113.2  01.01.15 01.01.45 4096
    issue right-big     ca      right.example.org 198.51.100.2 01.01.24 01.01.45 4096
    touch done
}
