package espy.probe.facts;

/** What a person types to handle the daemon's service, in the words of the gateway's service manager. */
record Service(String status, String start, String restart) {
    /**
     * The commands.
     *
     * @param unit    the service's name
     * @param manager {@code systemd}, {@code openrc}, {@code procd} (OpenWrt) or {@code sysv}, as probe P02 says
     */
    static Service of(String unit, String manager) {
        String script = "/etc/init.d/" + unit;
        return switch (manager) {
            case "openrc" ->
                new Service(
                        "rc-service " + unit + " status; tail -n 100 /var/log/messages",
                        "rc-update add " + unit + "; rc-service " + unit + " start",
                        "rc-service " + unit + " restart");
            case "procd" ->
                new Service(
                        script + " status; logread | tail -n 100",
                        script + " enable; " + script + " start",
                        script + " restart");
            case "sysv" ->
                new Service(
                        script + " status; tail -n 100 /var/log/syslog",
                        "update-rc.d " + unit + " enable; " + script + " start",
                        script + " restart");
            default ->
                new Service(
                        "systemctl status " + unit + "; journalctl -u " + unit + " -b",
                        "systemctl enable --now " + unit,
                        "systemctl restart " + unit);
        };
    }
}
