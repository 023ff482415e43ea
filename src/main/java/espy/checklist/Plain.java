package espy.checklist;

import espy.base.Secret;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into what CEL evaluates: Long, Double, String, Boolean, List and Map. An empty {@code Optional} and a {@link Secret} leave no
 * key behind. A record's components are converted when they are first asked for, since tables of SAs can be long. Not thread-safe.
 */
final class Plain {
    private Plain() {}

    static Object of(Object value) {
        return switch (value) {
            case Integer i -> (long) i;
            case Short s -> (long) s;
            case Byte b -> (long) b;
            case Float f -> (double) f;
            case Long l -> l;
            case Double d -> d;
            case Boolean b -> b;
            case String s -> s;
            case Enum<?> e -> e.name().toLowerCase(Locale.ROOT);
            case Optional<?> o -> o.<Object>map(Plain::of).orElse("");
            case Collection<?> c -> list(c);
            case Map<?, ?> m -> map(m);
            case Record r -> new Fields(r);
            case Instant i -> i;
            case Duration d -> d;
            default -> value.toString();
        };
    }

    private static List<Object> list(Collection<?> values) {
        var list = new ArrayList<>(values.size());
        for (Object v : values) {
            if (!(v instanceof Secret)) {
                list.add(of(v));
            }
        }
        return list;
    }

    private static Map<Object, Object> map(Map<?, ?> values) {
        var map = new LinkedHashMap<Object, Object>();
        values.forEach((k, v) -> {
            if (!(v instanceof Secret) && !(v instanceof Optional<?> o && o.isEmpty())) {
                map.put(of(k), of(v));
            }
        });
        return map;
    }

    /** The components that a record's class has, with the means to read them. */
    private record Reader(String name, MethodHandle handle) {}

    private static final ClassValue<Map<String, Reader>> READERS = new ClassValue<>() {
        @Override
        protected Map<String, Reader> computeValue(Class<?> type) {
            var readers = new LinkedHashMap<String, Reader>();
            for (RecordComponent c : type.getRecordComponents()) {
                if (RecordTypes.hidden(c.getGenericType())) {
                    continue;
                }
                try {
                    var accessor = c.getAccessor();
                    accessor.setAccessible(true);
                    readers.put(
                            c.getName(),
                            new Reader(c.getName(), MethodHandles.lookup().unreflect(accessor)));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("records of our own are readable", e);
                }
            }
            return readers;
        }
    };

    /** A record as a map. */
    private static final class Fields extends AbstractMap<String, Object> {
        private final Record record;
        private final Map<String, Reader> readers;
        private final Map<String, Object> done = new LinkedHashMap<>();

        Fields(Record record) {
            this.record = record;
            this.readers = READERS.get(record.getClass());
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return get(key) != null;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            if (!(key instanceof String name) || !readers.containsKey(name)) {
                return null;
            }
            Object known = done.get(name);
            if (known == null) {
                Object value = read(readers.get(name));
                if (value instanceof Optional<?> o) {
                    value = o.isPresent() ? o.get() : null;
                }
                if (value == null) {
                    return null;
                }
                known = of(value);
                done.put(name, known);
            }
            return known;
        }

        private @Nullable Object read(Reader reader) {
            try {
                return reader.handle.invoke(record);
            } catch (Throwable e) {
                throw new IllegalStateException("an accessor of a record does not throw", e);
            }
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            readers.keySet().forEach(this::get);
            return done.entrySet();
        }
    }
}
