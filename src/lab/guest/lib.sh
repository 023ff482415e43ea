# Everything that runs inside the UML machine. Sourced by init and labx, which set LAB_GUEST (the folder of this file) and SCENARIO.
for w in $(</proc/cmdline); do case $w in lab_state=*) LAB_STATE=${w#*=};; esac; done
export LAB_STATE
S=/run/lab                                   # state of this boot: $S/{lgw,rgw}/{root,pid}
MGMT=172.31.250
for part in settings network gateway boot checks tools capture; do . "$LAB_GUEST/$part.sh" || return; done
