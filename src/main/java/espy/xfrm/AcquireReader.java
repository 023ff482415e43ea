package espy.xfrm;

import espy.base.Selector;
import espy.base.Words;
import java.util.List;
import java.util.Optional;

/** Reads an acquire message of {@code ip xfrm monitor}: the packet, and the policy below it. */
final class AcquireReader implements Block {
    private final Head head;
    private final Repeats repeats;
    private final String proto;
    private Optional<Long> spi = Optional.empty();
    private Optional<Selector> selector = Optional.empty();
    private Optional<PolicyReader> policy = Optional.empty();
    private Optional<Long> seq = Optional.empty();
    private Optional<Long> pcpu = Optional.empty();

    private AcquireReader(Head head, Repeats repeats, String proto) {
        this.head = head;
        this.repeats = repeats;
        this.proto = proto;
    }

    static Optional<Block> begin(Words words, Head head, Repeats repeats) {
        if (!words.accept("acquire", "proto") || words.done()) {
            return Optional.empty();
        }
        var acquire = new AcquireReader(head, repeats, words.next());
        acquire.spi = words.accept("spi") ? Optional.of(words.number()).filter(n -> n >= 0) : Optional.empty();
        return words.done() ? Optional.of(acquire) : Optional.empty();
    }

    @Override
    public boolean take(Words words, boolean again) {
        return switch (words.peek()) {
            case "sel" -> words.accept("sel") && selector(words);
            case "policy" -> words.accept("policy") && policy(words);
            case "seq" -> {
                words.next();
                seq = Optional.of(words.number()).filter(n -> n >= 0);
                yield seq.isPresent() && words.holds("enc-mask"); // the masks are not used by anybody
            }
            case "pcpu-num" -> StateReader.set(StateReader.number(words), words, v -> pcpu = Optional.of(v));
            default -> policy.map(p -> p.take(words, again)).orElse(false);
        };
    }

    private boolean selector(Words words) {
        selector = Selector.read(words);
        return selector.isPresent() && words.done();
    }

    private boolean policy(Words words) {
        var asked = Selector.read(words);
        policy = asked.map(s -> new PolicyReader(s, head, repeats));
        return asked.isPresent() && words.done();
    }

    @Override
    public boolean complete() {
        return selector.isPresent();
    }

    @Override
    public Object done(Excerpt lines) {
        var read = policy.filter(PolicyReader::complete).map(p -> p.policy(List.of()));
        return new Event.Acquire(
                head.time,
                head.namespace,
                proto,
                spi,
                selector,
                read,
                seq,
                read.flatMap(Policy::mark),
                read.flatMap(Policy::ifId),
                pcpu,
                lines);
    }
}
