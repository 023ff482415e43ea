# truth: On the left gateway the file system of the logs is full, and logging has stopped.
# cause: E02
# phase: host
# visible-from: left
# stimulus: none
# heals-by: The file that filled it is deleted.
pre() { mount -t tmpfs -o size=2m tmpfs $S/lgw/root/var/log; }
post() { lgw sh -c 'cat /dev/zero >/var/log/old-debug.log' 2>/dev/null; true; }
check() { t "the tunnel works" ping_all; t "the disk is full" eval 'lgw df --output=pcent /var/log | grep -q 100%'; t "nothing can be written" not lgw sh -c 'echo "a line of a log" >/var/log/probe'; }
fix() { lgw rm -f /var/log/old-debug.log; }
HEALED='lgw cp /etc/services /var/log/probe'
