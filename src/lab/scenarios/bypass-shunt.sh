# truth: On the left gateway a connection for local traffic (mode pass) covers 10.0.0.0/8, the other site too: its traffic leaves in clear.
# cause: C21
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The shunt for local traffic goes.
fault() { L[conf_x]='connections {
    local-traffic {
        children {
            lan-bypass {
                local_ts = 10.0.0.0/8
                remote_ts = 10.0.0.0/8
                mode = pass
                start_action = trap
            }
        }
    }
}'; }
check() { dp_down; t "the shunt is there" eval 'lgw swanctl --list-pols | grep -q "lan-bypass.*PASS"'; t "leaks in clear" clear_leak; }
