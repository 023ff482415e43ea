package espy.run.compare;

/**
 * One thing that differs.
 *
 * @param kind    what it is about
 * @param subject the thing itself, for example a check's id, an SPI, a file and line
 * @param before  what it was on the left; "" when it was not there
 * @param after   what it is on the right; "" when it is not there
 * @param summary all of it in one sentence
 */
public record Difference(Kind kind, String subject, String before, String after, String summary) {
    /** Kinds, what matters most first. */
    public enum Kind {
        CAUSE("cause", "Most likely causes"),
        VERDICT("verdict", "Checks"),
        KEY("key", "Keys and secrets"),
        TUNNEL("tunnel", "Tunnels"),
        SA("sa", "SAs"),
        POLICY("policy", "Policies"),
        CONNECTION("connection", "Connections"),
        DAEMON("daemon", "Daemons"),
        CONFIGURATION("configuration", "Configuration files"),
        FIREWALL("firewall", "Packet filter"),
        ADDRESS("address", "Addresses"),
        ROUTE("route", "Routes"),
        RULE("rule", "Routing rules"),
        SYSCTL("sysctl", "Kernel settings"),
        COUNTER("counter", "Counters that moved"),
        TRAFFIC("traffic", "Traffic"),
        HOST("host", "The machine"),
        CLOCK("clock", "Clocks");

        private final String word;
        private final String title;

        Kind(String word, String title) {
            this.word = word;
            this.title = title;
        }

        /** The word for JSON. */
        public String word() {
            return word;
        }

        /** Above a list of them. */
        public String title() {
            return title;
        }
    }
}
