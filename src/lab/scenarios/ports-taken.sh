# truth: On the left gateway another program holds UDP 500 and 4500.
# cause: E06
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The other program is stopped and the IKE daemon restarted.
RESTART=1
pre() {
    local d=$S/lgw/root/etc/systemd/system port
    for port in 500 4500; do
        printf '[Service]\nExecStart=/usr/bin/nc -lukn -p %s\n' $port >$d/old-vpn-$port.service
        ln -sfn ../old-vpn-$port.service $d/multi-user.target.wants/old-vpn-$port.service
    done
}
check() { p1_down; t "charon cannot bind" log lgw 'unable to bind socket: Address already in use'; t "the other program has it" eval 'lgw ss -Hlunp "( sport = :500 )" | grep -q nc'; }
fix() { lgw systemctl stop old-vpn-500 old-vpn-4500; }
