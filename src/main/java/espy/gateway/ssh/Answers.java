package espy.gateway.ssh;

import espy.gateway.Prompts;
import java.util.Arrays;
import java.util.Optional;
import org.apache.sshd.client.auth.keyboard.UserInteraction;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** Passwords and keyboard-interactive questions (RFC 4252 section 8, RFC 4256), put to the person. Who gives up is not asked again. */
final class Answers implements UserInteraction {
    /** As ssh asks for a password. */
    private static final int MOST_PASSWORDS = 3;
    /** A password and a second factor, each wrong twice; the server ends it earlier. */
    static final int MOST_ROUNDS = 6;

    private final Hop hop;
    private final Prompts prompts;
    private int rounds;
    private int passwords;
    private boolean gaveUp;

    Answers(Hop hop, Prompts prompts) {
        this.hop = hop;
        this.prompts = prompts;
    }

    @Override
    public boolean isInteractionAllowed(ClientSession session) {
        return !hop.batch();
    }

    @Override
    public String @Nullable [] interactive(
            ClientSession session, String name, String instruction, String lang, String[] questions, boolean[] echo) {
        if (questions.length == 0) {
            return new String[0];
        }
        if (hop.batch() || gaveUp || rounds >= MOST_ROUNDS) {
            return null;
        }
        rounds++;
        var answers = new String[questions.length];
        for (int i = 0; i < questions.length; i++) {
            // the server chooses this text: bounded, and without anything that could steer a terminal
            String shown = "(%s@%s) %s".formatted(hop.user(), hop.host(), clean(questions[i]));
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

    private static String clean(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
    }

    @Override
    public @Nullable String resolveAuthPasswordAttempt(ClientSession session) {
        if (hop.batch() || gaveUp || passwords >= MOST_PASSWORDS) {
            return null;
        }
        String again = passwords++ > 0 ? "Wrong password, try again. " : "";
        var typed = prompts.ask("%sPassword for %s@%s: ".formatted(again, hop.user(), hop.host()), false);
        gaveUp = typed.isEmpty();
        return typed.map(String::new).orElse(null);
    }

    @Override
    public @Nullable String getUpdatedPassword(ClientSession session, String prompt, String lang) {
        return null; // changing a password is nothing that Espy does
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
