# truth: On the left gateway charon must not read ipsec.secrets: it belongs to another user and the service has lost the right to read it all the same.
# cause: E09 B08
# phase: 1
# visible-from: left
# stimulus: none
# heals-by: The file belongs to root again.
RESTART=1
base() { both stack=starter; }
pre() {
    local d=$S/lgw/root/etc/systemd/system/strongswan-starter.service.d
    mkdir -p $d; printf '[Service]\nCapabilityBoundingSet=~CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH\n' >$d/hardening.conf
    chown 1000 $S/lgw/root/etc/ipsec.secrets
}
check() { p1_down; t "denied" eval 'log lgw "ipsec.secrets.* failed: Permission denied" || lgw journalctl --no-pager | grep -q "ipsec.secrets.* failed: Permission denied"'; t "no key" log lgw 'no shared key found'; }
fix() { chown 0 $S/lgw/root/etc/ipsec.secrets; }
