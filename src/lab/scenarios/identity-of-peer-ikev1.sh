# truth: The left gateway asks its peer for an identity that the peer does not have (IKEv1): it deletes the SA as soon as it is there.
# cause: B09 C16
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The left gateway asks for the peer's own identity.
base() { both ver=1; }
fault() { L[rid]=hub.example.org; L[srid]=right.example.org; R[start]=none; }
check() { p1_down; t "left: another identity" log lgw "IDir '.*' does not match to"; }
