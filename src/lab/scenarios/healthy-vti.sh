# truth: Route-based with VTI on both sides; nothing is wrong.
# cause: none
# phase: none
# visible-from: left
# stimulus: none
# heals-by: Nothing is wrong.
base() { both vti=42; }
check() { healthy_check; }
