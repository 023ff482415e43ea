# truth: The left gateway has further connections that are not started, one with an expired certificate and one for an address that it does not have, and its peer a wildcard one; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() {
    L[conf_x]='connections {
    spare-line {
        version = 2
        local_addrs = 192.0.2.99
        remote_addrs = 198.51.100.2
        local {
            auth = psk
            id = spare.example.org
        }
        remote {
            auth = psk
            id = right.example.org
        }
        children {
            spare-net {
                local_ts = 10.1.0.0/24
                remote_ts = 10.2.0.0/24
            }
        }
    }
    closed-branch {
        version = 1
        remote_addrs = 198.51.100.99
        local {
            auth = pubkey
            certs = old-branch.crt
        }
        remote {
            auth = pubkey
            id = branch.example.org
        }
        children {
            branch-net {
                local_ts = 10.1.0.0/24
                remote_ts = 10.9.0.0/24
            }
        }
    }
}'
    R[conf_x]='connections {
    roadwarriors {
        version = 2
        remote_addrs = %any
        local {
            auth = pubkey
            id = right.example.org
        }
        remote {
            auth = pubkey
            id = %any
        }
        children {
            roadwarrior {
                local_ts = 10.2.0.0/24
            }
        }
    }
}'
}
pre() { cp $LAB_STATE/pki/right-expired.crt $S/lgw/root/etc/swanctl/x509/old-branch.crt; }
check() { healthy_check; t "three connections" eval '[ $(lgw swanctl --list-conns | grep -c "^[a-z]") = 3 ]'; }
