BAD=0
t() { local d=$1; shift; if "$@" >/dev/null 2>&1; then echo "  ok      $d"; else echo "  NOT ok  $d"; BAD=$((BAD + 1)); fi; }
not() { ! "$@"; }
ping4() { lhost ping -n -q -i 0.2 -c ${2:-5} -W 1 ${1:-$HR}; }                 # some reply
ping_all() { lhost ping -c 1 -W 2 ${1:-$HR}; lhost ping -n -q -i 0.2 -c 5 -W 1 ${1:-$HR} | grep -q ' 0% packet loss'; }
tcp() { lhost perl "$LAB_GUEST/get.pl" ${1:-$HR} ${2:-200} ${3:-6}; }         # TCP transfer of $2 bytes from port 80 within $3 s
ike_sa() { case ${L[stack]} in
    swanctl) lgw swanctl --list-sas | grep ESTABLISHED;;
    starter) lgw ipsec statusall | grep ESTABLISHED;;
    *) lgw ipsec status | grep 'IKE SAs:.* authenticated([1-9]';; esac >/dev/null; }
esp_sa() { [ "$(ip -n ${1:-lgw} xfrm state | grep -cE '^.(enc|aead) ')" -ge 2 ]; }                          # both directions in the kernel
log() { grep -qE "$2" "$(ikelog $1)"; }
xstat() { ip netns exec $1 awk -v k=$2 '$1 == k {print $2}' /proc/net/xfrm_stat; }
cnt() { inet nft list counter inet audit $1 | awk '/packets/ {print $2}'; }     # audit counter of inet
seen() { [ "$(cnt $1)" -gt 0 ]; }
grows() { local a b; a=$("$@"); ping4 $HR >/dev/null; sleep 1.2; b=$("$@"); [ "$b" -gt "$a" ]; }  # grows cnt l_in_esp | grows xstat lgw X | grows sa_pkts lgw DST
sa_pkts() { ip -n $1 -s xfrm state | awk -v d="$2" '/^src/ {m = ($4 == d)} m && /lifetime current/ {getline; gsub(/[^0-9 ]/, " "); s += $2} END {print s + 0}'; }
ESP_OUT=198.51.100.2 ESP_IN=203.0.113.2       # destination addresses of the SAs, as seen on lgw
clear_leak() { grows cnt l_in_clear; }                                           # inner packets in clear on the WAN
bg() { "$@" </dev/null >/dev/null 2>&1 & }
rhost_traffic() { bg timeout 3600 ip netns exec rhost ping -n -i 0.5 $HL; }      # traffic from the right as well
traffic() {  # what the users of the site do: lhost pings rhost and fetches from it, until the end
    bg timeout 3600 ip netns exec lhost ping -n -i 0.5 $HR
    bg timeout 3600 ip netns exec lhost bash -c 'while :; do perl "$0" "$1" 3000 5; sleep 2; done' "$LAB_GUEST/get.pl" $HR
}
rule_pkts() { ip netns exec $1 iptables -nvxL ${3:-} | awk -v r="$2" '$0 ~ r {s += $1} END {print s + 0}'; }  # NS REGEX [-t nat]
rule_hits() { [ "$(rule_pkts "$@")" -gt 0 ]; }
ping_from2() { lhost ping -q -c 3 -W 1 -I 10.1.1.10 $HR; }
healthy_check() {
    wait_for 20 ping_all; t "ping works" ping_all; t "300 kB over TCP" tcp $HR 300000 10; t "IKE SA" ike_sa; t "ESP SAs" esp_sa
    t "encrypted on the WAN" grows cnt l_in_$WAN; t "nothing in clear" not clear_leak
}
p1_down() { t "no IKE SA" not ike_sa; t "no ESP SA" not esp_sa; t "ping fails" not ping4; }
p2_down() { wait_for 20 ike_sa; t "IKE SA is up" ike_sa; t "no ESP SA" not esp_sa; t "ping fails" not ping4; }
dp_down() { wait_for 20 esp_sa; t "IKE SA is up" ike_sa; t "ESP SAs are up" esp_sa; t "ping fails" not ping4; }
run_check() {
    BAD=0; check; [ "$BAD" = 0 ]
}
heal() {  # remove the fault; the tunnel has to work then: proves that the stated truth is the whole cause
    local a b A B f; f=$(declare -f fault); defaults; . "$LAB_GUEST/../scenarios/$SCENARIO.sh"; base; late_vars
    fix
    if [ -z "$MANUAL" ] && { [ -n "$RESTART" ] || [ "$(tr -d ' \n' <<<"$f")" != 'fault(){:}' ] || ! ike_sa; }; then
        gw_config rgw; gw_config lgw
        enable_unit rgw ${R[stack]}; enable_unit lgw ${L[stack]}
        read -r a b A B <<<"$(order)"; declare -n CA=$A CB=$B
        gw $a systemctl restart $(unit ${CA[stack]}); gw $b systemctl restart $(unit ${CB[stack]})
    fi
    wait_for 30 $HEALED
}
