package espy.gateway.ssh;

import espy.gateway.Prompts;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** Passwords and keyboard-interactive questions (RFC 4252 section 8, RFC 4256), put to the person. Who gives up is not asked again. */
final class Answers implements UserInteraction {
    private static final Pattern NEW_PASSWORD = Pattern.compile("(?i)\\b(new|retype|neues)\\b.*\\bpass");
    private static final int LONGEST = 200;
    private static final int LONGEST_BANNER = 1000;

    private final Hop hop;
    private final Methods methods;
    private final HostKeys hostKeys;
    private final Prompts prompts;
    private int rounds;
    private int passwords;
    private boolean gaveUp;
    private boolean expired;
    private volatile String banner = "";

    Answers(Hop hop, HostKeys hostKeys, Prompts prompts) {
        this.hop = hop;
        this.methods = hop.methods();
        this.hostKeys = hostKeys;
        this.prompts = prompts;
    }

    /** A password and a second factor, each as often as it may be tried; the server ends it earlier. */
    static int mostRounds(Methods methods) {
        return 2 * methods.prompts();
    }

    /** What the server says to everybody before the login (RFC 4252 section 5.4), in one line; "" for nothing. */
    String banner() {
        return banner;
    }

    @Override
    public void welcome(ClientSession session, String text, String lang) {
        if (banner.isEmpty() && text != null) {
            banner = Said.clean(text, LONGEST_BANNER).strip();
        }
    }

    @Override
    public boolean isInteractionAllowed(ClientSession session) {
        return mayAsk();
    }

    private boolean mayAsk() {
        return !methods.batch() && !gaveUp && !expired && !hostKeys.doubtful();
    }

    @Override
    public String @Nullable [] interactive(
            ClientSession session, String name, String instruction, String lang, String[] questions, boolean[] echo) {
        if (questions.length == 0) {
            return new String[0];
        }
        for (String question : questions) {
            expired |= NEW_PASSWORD.matcher(question).find();
        }
        if (!mayAsk() || rounds >= mostRounds(methods)) {
            return null;
        }
        rounds++;
        String before = Said.clean((name + " " + instruction).strip(), LONGEST).strip();
        var answers = new String[questions.length];
        for (int i = 0; i < questions.length; i++) {
            String shown = "(%s) %s%s"
                    .formatted(
                            hop.whom(),
                            i == 0 && !before.isEmpty() ? before + " – " : "",
                            Said.clean(questions[i], LONGEST));
            Optional<char[]> typed = prompts.ask(shown, i < echo.length && echo[i]);
            if (typed.isEmpty()) {
                gaveUp = true;
                return null;
            }
            answers[i] = new String(typed.get());
            Arrays.fill(typed.get(), ' ');
        }
        return answers;
    }

    @Override
    public @Nullable String resolveAuthPasswordAttempt(ClientSession session) {
        if (!mayAsk() || passwords >= methods.prompts()) {
            return null;
        }
        String again = passwords++ > 0 ? "Wrong password, try again. " : "";
        var typed = prompts.ask("%sPassword for %s: ".formatted(again, hop.whom()), false);
        gaveUp = typed.isEmpty();
        return typed.map(String::new).orElse(null);
    }

    /** Changing a password is nothing that Espy does. */
    @Override
    public @Nullable String getUpdatedPassword(ClientSession session, String prompt, String lang) {
        expired = true;
        return null;
    }

    /** Whether the server wants a new password before it lets anybody in. */
    boolean expired() {
        return expired;
    }

    /** Whether the person typed something that the server did not like. */
    boolean tried() {
        return !gaveUp && rounds + passwords > 0;
    }

    /** Whether the person was asked and had no answer. */
    boolean gaveUp() {
        return gaveUp;
    }
}
