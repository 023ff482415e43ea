# truth: The left gateway's VTI has another key than the mark of its SAs.
# cause: C19
# phase: dataplane
# visible-from: left
# stimulus: ping
# heals-by: The VTI is made anew with the mark of the SAs.
base() { both vti=42; }
fault() { L[vti_dev]=43; }
check() { dp_down; t "the key is 43" eval 'ip -n lgw -d link show vti0 | grep -q "0.0.0.43"'; }
fix() { ip -n lgw link del vti0; }
