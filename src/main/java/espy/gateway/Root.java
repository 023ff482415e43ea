package espy.gateway;

/** Whether Espy is to become root on the gateway. */
public enum Root {
    /** Where that needs no password: as root, or with {@code sudo -n} or {@code doas -n}. Otherwise as the person who logged in. */
    IF_FREE,
    /** Always; the password of {@code sudo} is asked for when sudo wants one. */
    WANTED,
    /** Always, and the password of {@code sudo} is asked for before sudo is tried: one question to the gateway less. */
    ASK_FIRST
}
