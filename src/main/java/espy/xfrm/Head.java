package espy.xfrm;

import espy.base.Words;
import java.util.Optional;

/** How an object was introduced: what {@code ip xfrm monitor} put before it, and behind it when it has expired. */
final class Head {
    final Optional<String> time;
    final Optional<String> namespace;
    /** Empty when there was no word before it, as in a listing. */
    private final Optional<Event.Change> change;

    private Optional<Boolean> hard = Optional.empty();

    Head(Optional<String> time, Optional<String> namespace, Optional<Event.Change> change) {
        this.time = time;
        this.namespace = namespace;
        this.change = change;
    }

    /** {@code hard 0} or {@code hard 1}, the last line of what has expired. */
    static Piece<Head> hard(Words words) {
        words.next();
        long value = words.number();
        return value > 1 || value < 0 || !words.done() ? Piece.none() : Piece.of(h -> h.hard = Optional.of(value == 1));
    }

    /** The SA itself where it was listed, else the event. */
    Object of(State state) {
        return listed() ? state : event(state);
    }

    /** As for an SA. */
    Object of(Policy policy) {
        return listed() ? policy : event(policy);
    }

    Event event(State state) {
        return new Event.OfState(time, namespace, change.orElse(Event.Change.ADDED), hard, state);
    }

    Event event(Policy policy) {
        return new Event.OfPolicy(time, namespace, change.orElse(Event.Change.ADDED), hard, policy);
    }

    private boolean listed() {
        return change.isEmpty() && time.isEmpty() && namespace.isEmpty();
    }
}
