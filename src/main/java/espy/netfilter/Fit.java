package espy.netfilter;

/** Whether a rule matches the packets that are walked. Ordered: of several conditions that all must hold, the last of these counts. */
enum Fit {
    YES,
    /** Some of them, such as those from a smaller network. */
    SOME,
    /** The rule says something that cannot be judged. */
    UNSURE,
    NO;

    Fit and(Fit other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Fit not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case SOME, UNSURE -> this;
        };
    }

    static Fit of(boolean yes) {
        return yes ? YES : NO;
    }
}
