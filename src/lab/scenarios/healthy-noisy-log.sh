# truth: Strangers send rubbish to UDP 500 and the log is full of it; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
post() { bg timeout 3600 ip netns exec inet bash -c 'while :; do head -c 40 /dev/urandom >/dev/udp/203.0.113.2/500; sleep 0.3; done'; }
check() { healthy_check; t "the rubbish is logged" wait_for 10 log lgw 'received invalid|invalid IKE|parsing failed|verification failed|unsupported exchange|ignored|major version'; }
