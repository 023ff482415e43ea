package espy.checklist;

/** What a check found. Whether it ran at all is another matter. */
public enum Verdict {
    PASS("pass"),
    FAIL("fail"),
    WARN("warn"),
    /** Looked, but what decides could not be seen. */
    UNKNOWN("unknown"),
    /** Does not apply here. */
    SKIPPED("skipped"),
    /** Only a person can know. */
    NEEDS_YOU("needs-you");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** The word for people and for JSON. */
    public String word() {
        return word;
    }
}
