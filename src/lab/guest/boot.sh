declare -A UNITLOG=([swanctl]=charon.log [starter]=charon.log [libreswan]=pluto.log)
ikelog() { local C; [ $1 = lgw ] && C=${L[stack]} || C=${R[stack]}; echo $S/$1/root/var/log/${UNITLOG[$C]}; }
nap() { [ -n "${NAP:-}" ] || exec {NAP}<> <(:); read -rt "$1" -u $NAP; }           # sleep without a process
order() { if [ "${L[start]}" = none ] && [ "${R[start]}" = 'trap|start' ]; then echo lgw rgw L R; else echo rgw lgw R L; fi; }   # responder, initiator
boot() {  # both gateways; the daemon of the responder before the initiator's, so that no start-up race blurs the logs
    local a b A B i re='added vici connection|added configuration|added .*connection|vici connection .*(failed|rejected)'
    read -r a b A B <<<"$(order)"
    declare -n CA=$A CB=$B
    [ -n "${CA[disabled]}" ] || enable_unit $a ${CA[stack]}
    gw_boot $a; gw_boot $b
    up() { [ -s $S/$1/pid ] && [ -e /proc/$(<$S/$1/pid)/root/run/sshd.pid ]; }
    for ((i = 0; i < 400; i++)); do up lgw && up rgw && break; nap 0.25; done
    say "sshd is up"
    if [ -z "${CA[disabled]}" ]; then
        for ((i = 0; i < 120; i++)); do [ -e $(ikelog $a) ] && [[ $(<$(ikelog $a)) =~ $re ]] && break; nap 0.25; done; fi
    [ -n "${CB[disabled]}" ] || { enable_unit $b ${CB[stack]}; gw $b systemctl start --no-block $(unit ${CB[stack]}); }
}
wait_ike() {  # until IKE came to some end on lgw (established, refused, first retransmission) or $WAIT seconds
    local i re='CHILD_SA .*established|MAC mismatched|no matching peer config|configured proposals|retransmit 1 of|received [A-Z_]+ (notify|error)|establishing .* failed|peer not responding|unable to|IPsec SA established|retransmission; will wait|no trusted|no shared key|ERROR|(AUTHENTICATION_FAILED|NO_PROPOSAL_CHOSEN|TS_UNACCEPTABLE)'
    for ((i = 0; i < WAIT * 4; i++)); do [ -e $(ikelog lgw) ] && [[ $(<$(ikelog lgw)) =~ $re ]] && return; nap 0.25; done
}
wait_for() { local end=$((SECONDS + $1)); shift; until "$@" >/dev/null 2>&1; do [ $SECONDS -lt $end ] || return 1; nap 0.3; done; true; }  # SECONDS CMD...
