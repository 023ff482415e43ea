package espy.probe.facts;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Facts in which nothing was seen, and facts that differ from them in a few places:
 * {@code FactsForTests.with("ike.established", true, "ike.sas", Quote.of("P04.sas", List.of("…")))}. Built by reflection, so that a new fact
 * does not break every test.
 */
public final class FactsForTests {
    private FactsForTests() {}

    /** No optional fact is there; flags are false, numbers 0, texts, lists and quotes empty. */
    public static Facts absent() {
        return absent(Facts.class);
    }

    /** Nothing seen, but for these: paths and values in turn. Values of optional facts are given bare. */
    public static Facts with(Object... pathsAndValues) {
        return with(absent(), pathsAndValues);
    }

    /** A copy in which these differ. */
    public static Facts with(Facts facts, Object... pathsAndValues) {
        Facts changed = facts;
        for (int i = 0; i < pathsAndValues.length; i += 2) {
            List<String> path = List.of(((String) pathsAndValues[i]).split("\\."));
            changed = set(changed, path, pathsAndValues[i + 1]);
        }
        return changed;
    }

    /** Any record with nothing in it. */
    public static <R extends Record> R absent(Class<R> type) {
        return make(
                type,
                Arrays.stream(type.getRecordComponents())
                        .map(FactsForTests::nothing)
                        .toArray());
    }

    private static Object nothing(RecordComponent c) {
        Class<?> type = c.getType();
        if (type == Quote.class) {
            return Quote.of("P99", List.of());
        }
        if (type.isRecord()) {
            return absent(type.asSubclass(Record.class));
        }
        Object nothing = Map.<Class<?>, Object>of(
                        Optional.class,
                        Optional.empty(),
                        List.class,
                        List.of(),
                        Map.class,
                        Map.of(),
                        String.class,
                        "",
                        boolean.class,
                        false,
                        long.class,
                        0L,
                        int.class,
                        0,
                        double.class,
                        0.0)
                .get(type);
        return Objects.requireNonNull(nothing, () -> "no empty value for " + c);
    }

    private static <R extends Record> R set(R record, List<String> path, Object value) {
        var values = new LinkedHashMap<String, Object>();
        for (RecordComponent c : record.getClass().getRecordComponents()) {
            values.put(c.getName(), read(record, c));
        }
        String name = path.getFirst();
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException(record.getClass().getSimpleName() + " has no " + name);
        }
        Object old = values.get(name);
        Object fresh = path.size() > 1 ? set((Record) old, path.subList(1, path.size()), value) : value;
        boolean wrap = old instanceof Optional && !(fresh instanceof Optional);
        values.put(name, wrap ? Optional.of(fresh) : fresh);
        @SuppressWarnings("unchecked") // a record's own class
        var type = (Class<R>) record.getClass();
        return make(type, values.values().toArray());
    }

    private static Object read(Record record, RecordComponent c) {
        try {
            c.getAccessor().setAccessible(true);
            return c.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <R extends Record> R make(Class<R> type, Object[] values) {
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalArgumentException(type.getSimpleName() + " from " + Arrays.toString(values), e);
        }
    }
}
