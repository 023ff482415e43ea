# truth: The left gateway wants two networks in one child with IKEv1, which carries one: the second network is not in the tunnel.
# cause: C03
# phase: 2
# visible-from: left
# stimulus: ping
# heals-by: Each network has a child of its own.
base() { both ver=1; HL=10.1.1.10; HEALED="ping_from2"
    local k='start_action = trap'; L[child_x]="}
second {
local_ts = 10.1.1.0/24
remote_ts = 10.2.0.0/24
esp_proposals = aes256-sha256
$k"; R[child_x]='}
second {
local_ts = 10.2.0.0/24
remote_ts = 10.1.1.0/24
esp_proposals = aes256-sha256'; }
fault() { L[child_x]= R[child_x]=; L[lts]=10.1.0.0/24,10.1.1.0/24 R[rts]=10.1.0.0/24,10.1.1.0/24; }
pre() { ip -n lgw addr add 10.1.1.1/24 dev eth1; ip -n lhost addr add 10.1.1.10/24 dev eth0; }
check() { wait_for 20 esp_sa; t "the first network passes" ping4; t "the second does not" not ping_from2; }
