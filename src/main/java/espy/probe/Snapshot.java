package espy.probe;

import espy.gateway.Access;
import espy.gateway.Answer;
import espy.gateway.Look;
import espy.gateway.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All answers of one look, raw: the spine of the program. A saved snapshot is a bug report, a regression test and a demo at once.
 *
 * @param gateway what the person called the gateway
 * @param started by this machine's clock
 * @param live    whether the gateway was asked just now, so that its clock may be compared with ours
 * @param vault   the secrets that were taken out of the answers; empty when they are not to be had
 */
public record Snapshot(
        String gateway, Access access, String user, Instant started, boolean live, Vault vault, List<Answer> answers) {
    public Snapshot {
        answers = List.copyOf(answers);
    }

    /** What a look answered, with its secrets put away. */
    public static Snapshot of(String gateway, Look look, boolean live) {
        return of(gateway, look, live, "");
    }

    /**
     * As {@link #of(String, Look, boolean)}, for answers in which fingerprints of another run may stand already.
     *
     * @param session of those fingerprints, see {@link Vault#session}; "" when it is not known
     */
    static Snapshot of(String gateway, Look look, boolean live, String session) {
        var filler = new Vault.Filler();
        var masked = new ArrayList<Answer>();
        for (Answer a : look.answers()) {
            masked.add(with(a, filler.mask(a.id(), a.out()), filler.mask(a.id(), a.err())));
        }
        var answers = masked.stream()
                .map(a -> with(a, filler.sweep(a.out()), filler.sweep(a.err())))
                .toList();
        return new Snapshot(gateway, look.access(), look.user(), look.started(), live, filler.vault(session), answers);
    }

    /** Whether equal fingerprints here and there mean equal secrets, and different ones different secrets. */
    public boolean sharesFingerprintsWith(Snapshot other) {
        return !vault.session().isEmpty() && vault.session().equals(other.vault.session());
    }

    /** The answer of a probe; empty when that probe was not part of this look. */
    public Optional<Answer> answer(String probe) {
        return answers.stream().filter(a -> a.id().equals(probe)).findFirst();
    }

    /** What a person types to ask a probe's question; "" for a probe that is not known. */
    public String command(String probe) {
        return answer(probe)
                .map(Answer::command)
                .or(() -> Probes.look().stream()
                        .filter(q -> q.id().equals(probe))
                        .map(Question::script)
                        .findFirst())
                .orElse("");
    }

    /** The standard output of a probe that ran well and said something; empty otherwise. */
    public Optional<String> text(String probe) {
        return answer(probe).filter(Answer::ok).map(Answer::out);
    }

    /** As {@link #text}, with its secrets back in place where they are in memory. For key tables only. */
    public Optional<String> revealed(String probe) {
        return text(probe).map(vault::reveal);
    }

    /** This snapshot as a look, with or without its secrets. */
    public Look look(boolean withSecrets) {
        var plain = answers.stream()
                .map(a -> withSecrets ? with(a, vault.reveal(a.out()), vault.reveal(a.err())) : a)
                .toList();
        return new Look(access, user, started, plain);
    }

    private static Answer with(Answer a, String out, String err) {
        return new Answer(a.id(), a.command(), a.at(), a.took(), a.outcome(), a.exit(), a.cut(), out, err);
    }
}
