package espy.gateway;

/** How commands run on the gateway. */
public enum Access {
    /** We are root. */
    ROOT,
    /** By {@code sudo}, without a password or with one. */
    SUDO,
    /** By {@code doas -n}. */
    DOAS,
    /** An ordinary user; questions that need root are not asked. */
    USER
}
