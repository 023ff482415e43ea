package espy.probe;

import espy.gateway.Answer;
import espy.gateway.Question;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Makes a snapshot fit to be shown to strangers: public addresses, MAC addresses, names of hosts and persons become stand-ins that fit
 * together as the real ones did, so that it is judged as before. What stays, and the scheme, are in {@code docs/snapshot-format.md}.
 */
public final class Mask {
    private Mask() {}

    /** The snapshot with stand-ins and without its secrets. The same name or address has one stand-in in all of it, and none beyond it. */
    public static Snapshot of(Snapshot snapshot) {
        var names = NameMask.of(snapshot);
        var addresses = new AddressMask();
        snapshot.answers().forEach(a -> {
            addresses.learn(a.out());
            addresses.learn(a.err());
        });
        addresses.learn(snapshot.gateway());
        Map<String, String> ours = Probes.look().stream().collect(Collectors.toMap(Question::id, Question::script));
        var answers = snapshot.answers().stream()
                .map(a -> {
                    UnaryOperator<String> mask = text -> {
                        String masked = addresses.replace(names.replace(a.id(), text));
                        return a.id().equals("P03") ? AddressMask.withoutHex(masked) : masked;
                    };
                    String command = a.command().equals(ours.get(a.id())) ? a.command() : mask.apply(a.command());
                    return new Answer(
                            a.id(),
                            command,
                            a.at(),
                            a.took(),
                            a.outcome(),
                            a.exit(),
                            a.cut(),
                            mask.apply(a.out()),
                            mask.apply(a.err()));
                })
                .toList();
        return new Snapshot(
                addresses.replace(names.replace("", snapshot.gateway())),
                snapshot.access(),
                addresses.replace(names.replace("", snapshot.user())),
                snapshot.started(),
                snapshot.live(),
                snapshot.vault().withoutSecrets(),
                answers);
    }
}
