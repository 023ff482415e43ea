package espy.checklist;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import espy.base.Secret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells the CEL checker which fields our records have, so that a misspelt fact is a compile error. {@code Optional<T>} is T here: that a
 * fact may be absent shows only when it is used. {@link Secret}s have no field at all. Its counterpart for values is {@link Plain}.
 */
final class RecordTypes {
    private final Map<String, CelType> types = new LinkedHashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();

    /** The types that were asked for so far, and those that they use. */
    CelTypeProvider provider() {
        return new Provider(ImmutableMap.copyOf(types));
    }

    private record Provider(ImmutableMap<String, CelType> byName) implements CelTypeProvider {
        @Override
        public ImmutableCollection<CelType> types() {
            return byName.values();
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(byName.get(name));
        }
    }

    /** The names of all fields of those types. */
    Set<String> fields() {
        var all = new TreeSet<String>();
        for (CelType type : types.values()) {
            if (type instanceof StructType s) {
                s.fields().forEach(f -> all.add(f.name()));
            }
        }
        return all;
    }

    CelType struct(Class<?> record) {
        String known = names.get(record);
        if (known != null) {
            return StructTypeReference.create(known);
        }
        String name = types.containsKey(record.getSimpleName()) ? record.getName() : record.getSimpleName();
        names.put(record, name);
        types.put(name, StructTypeReference.create(name)); // ends recursion
        var fields = new LinkedHashMap<String, CelType>();
        for (RecordComponent c : record.getRecordComponents()) {
            if (!hidden(c.getGenericType())) {
                fields.put(c.getName(), type(c.getGenericType()));
            }
        }
        ImmutableMap<String, CelType> fixed = ImmutableMap.copyOf(fields);
        types.put(name, StructType.create(name, fixed.keySet(), f -> Optional.ofNullable(fixed.get(f))));
        return StructTypeReference.create(name);
    }

    /** Whether values of a component's type are kept away from expressions. */
    static boolean hidden(Type type) {
        if (type instanceof ParameterizedType p) {
            for (Type a : p.getActualTypeArguments()) {
                if (hidden(a)) {
                    return true;
                }
            }
        }
        return type == Secret.class;
    }

    CelType type(Type type) {
        if (type instanceof ParameterizedType p) {
            Type[] a = p.getActualTypeArguments();
            Class<?> raw = (Class<?>) p.getRawType();
            if (List.class.isAssignableFrom(raw) || Set.class.isAssignableFrom(raw)) {
                return ListType.create(type(a[0]));
            }
            if (Map.class.isAssignableFrom(raw)) {
                return MapType.create(type(a[0]), type(a[1]));
            }
            if (raw == Optional.class) {
                return type(a[0]);
            }
            return raw.isRecord() ? struct(raw) : SimpleType.DYN;
        }
        if (!(type instanceof Class<?> c)) {
            return SimpleType.DYN;
        }
        if (c.isRecord()) {
            return struct(c);
        }
        if (c == long.class
                || c == int.class
                || c == Long.class
                || c == Integer.class
                || c == short.class
                || c == byte.class) {
            return SimpleType.INT;
        }
        if (c == boolean.class || c == Boolean.class) {
            return SimpleType.BOOL;
        }
        if (c == double.class || c == Double.class || c == float.class || c == Float.class) {
            return SimpleType.DOUBLE;
        }
        if (c == Instant.class) {
            return SimpleType.TIMESTAMP;
        }
        if (c == Duration.class) {
            return SimpleType.DURATION;
        }
        // sealed interfaces of records are known at run time only; every other class is its text
        return c.isInterface() || c == Object.class ? SimpleType.DYN : SimpleType.STRING;
    }
}
