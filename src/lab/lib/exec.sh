# lab exec NODE COMMAND...: a command on a node; `lab exec fn NAME` calls a function of the guest, e.g. run_check, heal, capture
[ $# -ge 2 ] || die "needs a node (lgw rgw inet lhost rhost uml) and a command."
[ -f "$RUN/pid" ] || die "instance '${INSTANCE:-0}' is not up. Boot it first: lab up"
terminal=(); [ ! -t 0 ] || [ ! -t 1 ] || terminal=(-t)
in_uml ${terminal[@]+"${terminal[@]}"} "$(printf '%q ' "$RUN/lab/guest/labx" "$@")"
