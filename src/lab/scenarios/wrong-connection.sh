# truth: The right gateway also has an older connection with the very identities of this one but another net behind the peer: it is the one that is chosen.
# cause: B15
# phase: 2
# visible-from: right
# stimulus: none
# heals-by: The older connection goes.
base() { R[rid]='*.example.org' R[srid]=left.example.org R[start]=none; }
fault() { R[conf_x]='connections {
    old-branch {
        version = 2
        local_addrs = 198.51.100.2
        remote_addrs = 203.0.113.2
        proposals = aes256-sha256-modp2048
        local {
            auth = psk
            id = right.example.org
        }
        remote {
            auth = psk
            id = left.example.org
        }
        children {
            old-net {
                local_ts = 10.2.0.0/24
                remote_ts = 10.77.0.0/24
                esp_proposals = aes256-sha256
            }
        }
    }
}'; }
check() { p2_down; t "right: the wrong one" log rgw "selected peer config 'old-branch'"; t "right: its nets do not fit" log rgw 'traffic selectors .* unacceptable'; }
