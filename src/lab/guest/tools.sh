uptime_s() { cut -d. -f1 /proc/uptime; }
clock_wrong() { echo $(($(date +%s) - $(uptime_s))) >$S/epoch; date -s "$1" >/dev/null; }
clock_right() { date -s "@$(($(<$S/epoch) + $(uptime_s)))" >/dev/null; }
in_spi() { ip -n $1 xfrm state | awk -v d=$ESP_IN '$1 == "src" && $4 == d {getline; print $4; exit}'; }
other_spi() {  # lgw's inbound SA gets another SPI than the peer uses
    local spi; spi=$(in_spi $1)
    set -- $1 $(ip -n $1 xfrm state get src $ESP_OUT dst $ESP_IN proto esp spi $spi | awk '$1 == "proto" {r = $6} $1 == "auth-trunc" {a = $2" "$3" "$4} $1 == "enc" {e = $2" "$3} END {print r, a, e}')
    ip -n $1 xfrm state delete src $ESP_OUT dst $ESP_IN proto esp spi $spi
    ip -n $1 xfrm state add src $ESP_OUT dst $ESP_IN proto esp spi 0xc0ffee01 reqid $2 mode tunnel replay-window 32 flag af-unspec auth-trunc $3 $4 $5 enc $6 $7
}
MANUAL_ENC=0x0102030405060708090a0b0c0d0e0f10
MANUAL_AUTH=0xa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf
manual_sa() {  # SAs and policies without IKE; any argument: lgw has a wrong key for the inbound direction
    local n k out in a=$MANUAL_AUTH e=$MANUAL_ENC
    for n in lgw rgw; do
        k=$a; if [ $n = lgw ] && [ $# = 1 ]; then k=${a/a0a1/ffff}; fi
        out="src 10.1.0.0/24 dst 10.2.0.0/24" in="src 10.2.0.0/24 dst 10.1.0.0/24"
        ip -n $n xfrm state flush; ip -n $n xfrm policy flush
        ip -n $n -batch - <<X
xfrm state add src $ESP_IN dst $ESP_OUT proto esp spi 0x1001 reqid 1 mode tunnel replay-window 32 auth-trunc hmac(sha256) $a 128 enc cbc(aes) $e
xfrm state add src $ESP_OUT dst $ESP_IN proto esp spi 0x1002 reqid 1 mode tunnel replay-window 32 auth-trunc hmac(sha256) $k 128 enc cbc(aes) $e
$(  l="tmpl src $ESP_IN dst $ESP_OUT" r="tmpl src $ESP_OUT dst $ESP_IN" x="proto esp reqid 1 mode tunnel"
    if [ $n = lgw ]; then echo "xfrm policy add $out dir out priority 1000 $l $x"; for d in in fwd; do echo "xfrm policy add $in dir $d priority 1000 $r $x"; done
    else echo "xfrm policy add $in dir out priority 1000 $r $x"; for d in in fwd; do echo "xfrm policy add $out dir $d priority 1000 $l $x"; done; fi)
X
    done
}
other_out_sa() {  # lgw's outbound SA of manual_sa is made anew, with these words at its end
    ip -n lgw xfrm state delete src $ESP_IN dst $ESP_OUT proto esp spi 0x1001
    ip -n lgw xfrm state add src $ESP_IN dst $ESP_OUT proto esp spi 0x1001 reqid 1 mode tunnel replay-window 32 \
        auth-trunc 'hmac(sha256)' $MANUAL_AUTH 128 enc 'cbc(aes)' $MANUAL_ENC "$@"
}
conntrack_fill() {  # assured entries (not evicted early), then the limit just there
    local i
    for i in {1..200}; do echo "-A -p tcp -s 10.1.0.$((i % 200 + 20)) -d 10.9.0.1 --sport $((20000 + i)) --dport 443 --state ESTABLISHED -u ASSURED,SEEN_REPLY -t 7200"; done |
        ip netns exec lgw conntrack -R -
    sysctl -qw net.netfilter.nf_conntrack_max=$(ip netns exec lgw conntrack -C)
}
file_log() {  # strongSwan writes a file of its own; journal and syslog get nothing
    local g
    for g in lgw rgw; do
        cat >$S/$g/root/etc/strongswan.d/log.conf <<'X'
charon-systemd { journal { default = -1 } }
charon { filelog { own { path = /var/log/charon.log
 time_format = %b %e %T
 default = 1
 flush_line = yes
 } }
 syslog { daemon { default = -1 } } }
charon-systemd { filelog { own { path = /var/log/charon.log
 time_format = %b %e %T
 default = 1
 flush_line = yes
 } } }
X
    done
}
