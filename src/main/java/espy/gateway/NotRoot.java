package espy.gateway;

import java.util.Locale;

/** Why we are not root, made out of what {@code sudo} or {@code doas} said (sudo: plugins/sudoers, opendoas: doas.c). */
public enum NotRoot {
    /** sudo would, with a password. */
    PASSWORD("sudo asks for a password; add --sudo, and Espy asks you for it"),
    /** The password was not right. */
    WRONG_PASSWORD("sudo did not accept the password"),
    /** {@code requiretty} in sudoers. */
    NO_TERMINAL(
            "sudo insists on a terminal (requiretty), which Espy does not use; ask the gateway's admin for “Defaults:USER !requiretty”, or log in as root"),
    /** The person is not among those who may. */
    NOT_ALLOWED("this user may not run everything by sudo; ask the gateway's admin, or log in as root"),
    /** The account or its password is expired or locked. */
    ACCOUNT(
            "the account is locked or expired, or its password must be changed first; log in with ssh and see what it says"),
    /** There is neither. */
    NOT_INSTALLED("there is neither sudo nor doas; log in as root"),
    /** doas would, with a password, which it takes from a terminal only. */
    DOAS_PASSWORD(
            "doas asks for a password, which it takes from a terminal only; allow “nopass” in doas.conf, or log in as root"),
    /** A shell in which the password would become an argument. */
    NO_PRINTF("its sh has no printf of its own, so that others could see the password; log in as root"),
    /** Something else. */
    OTHER("sudo did not let us; try it by hand with: sudo -v");

    private final String sentence;

    NotRoot(String sentence) {
        this.sentence = sentence;
    }

    /** The reason in words that fit after a colon or in brackets, without a full stop. */
    public String sentence() {
        return sentence;
    }

    /**
     * Understands what was said.
     *
     * @param said standard error of sudo or doas; "" when neither is installed
     */
    public static NotRoot of(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.isBlank()) {
            return NOT_INSTALLED;
        }
        if (text.contains("no builtin printf")) {
            return NO_PRINTF;
        }
        if (text.contains("tty")) {
            return NO_TERMINAL;
        }
        if (contains(text, "expired", "locked", "validation failure", "must change", "change your password")) {
            return ACCOUNT;
        }
        if (contains(text, "not in the sudoers", "may not run", "not allowed", "operation not permitted")) {
            return NOT_ALLOWED;
        }
        if (contains(text, "incorrect password", "sorry, try again", "no password was provided")) {
            return WRONG_PASSWORD;
        }
        if (contains(text, "doas: authentication required", "doas: authorization required")) {
            return DOAS_PASSWORD;
        }
        return text.contains("password is required") ? PASSWORD : OTHER;
    }

    private static boolean contains(String text, String... any) {
        for (String part : any) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
