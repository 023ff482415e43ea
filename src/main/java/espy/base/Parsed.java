package espy.base;

import java.util.List;

/**
 * What a parser understood, together with what it did not.
 *
 * <p>Parsers never throw on bad input and never drop a line: everything they cannot read is kept in {@link #unparsed} with its place,
 * and shown to the person.
 */
public record Parsed<T>(T value, List<Unparsed> unparsed) {
    public Parsed {
        unparsed = List.copyOf(unparsed);
    }

    public static <T> Parsed<T> of(T value) {
        return new Parsed<>(value, List.of());
    }
}
