package espy.gateway;

/** How commands run on the gateway. */
public enum Access {
    /** We are root. */
    ROOT,
    /** {@code sudo -n} works. */
    SUDO,
    /** An ordinary user; questions that need root are not asked. */
    USER
}
