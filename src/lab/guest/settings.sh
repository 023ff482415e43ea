declare -A L R                               # configuration of the left and the right gateway: see defaults
defaults() {
    NAT= CLOCK= V6= GRE= UPLINK2= MANUAL=    # inet masquerades; wrong wall clock; IPv6 in IPv6; GRE inside; second uplink; no IKE
    WAN=esp WAIT=20 HL=10.1.0.10 HR=10.2.0.10 HEALED=ping_all RESTART=   # WAN: how the tunnel looks on the wire (esp|natt)
    # stack: swanctl|starter|libreswan   start: swanctl start_action   if_id: xfrm interface   ike_x/child_x: further config lines
    L=([stack]=swanctl [ver]=2 [ike]=aes256-sha256-modp2048 [esp]=aes256-sha256 [mode]=tunnel [auth]=psk
       [psk]=Wb7xKq2mTn9rLs4vYc8Zp3dF [start]='trap|start' [dpd]=10s [if_id]= [vti]= [disabled]= [ike_x]= [remote_x]= [child_x]= [conf_x]=)
    R=(); local k; for k in "${!L[@]}"; do R[$k]=${L[$k]}; done
    L+=([local]=203.0.113.2 [remote]=198.51.100.2 [id]=left.example.org [rid]=right.example.org [cert]=left [lts]=10.1.0.0/24 [rts]=10.2.0.0/24)
    R+=([local]=198.51.100.2 [remote]=203.0.113.2 [id]=right.example.org [rid]=left.example.org [cert]=right [lts]=10.2.0.0/24 [rts]=10.1.0.0/24)
    R[start]=trap
}
both() { local kv; for kv; do L[${kv%%=*}]=${kv#*=}; R[${kv%%=*}]=${kv#*=}; done; }   # both ver=1 mode=transport
base() { :; }; fault() { :; }; pre() { :; }; post() { :; }; check() { :; }; fix() { :; }
# A scenario may define: base (variables of the healthy set-up), fault (variables that break it), pre (before the daemons
# start), post (after IKE), check (the symptom is really there), fix (undo pre/post).
late_vars() {                                # what follows from other variables
    if [ -n "$NAT" ]; then R[remote]=%any R[start]=none; fi
    if [ -n "$V6" ]; then
        L[local]=2001:db8:1::2 L[remote]=2001:db8:2::2 L[lts]=fd00:1::/64 L[rts]=fd00:2::/64
        HL=fd00:1::10 HR=fd00:2::10
        R[local]=2001:db8:2::2 R[remote]=2001:db8:1::2 R[lts]=fd00:2::/64 R[rts]=fd00:1::/64
    fi
}
load_scenario() { defaults; . "$LAB_GUEST/../scenarios/$1.sh" || return; base; late_vars; fault; }
run_hook() { "$1" || echo "LAB FAILED hook $1"; }

