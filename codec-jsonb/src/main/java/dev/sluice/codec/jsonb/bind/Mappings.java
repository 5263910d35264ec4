package dev.sluice.codec.jsonb.bind;

import dev.sluice.core.json.Extra;
import dev.sluice.core.json.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The mappings of all types, each made when it is first needed. Thread-safe. */
final class Mappings {
    private static final String UNKNOWN = "Unknown";
    private static final Set<String> BEFORE_THE_TAG = Set.of("index", "id");

    /** Asked for every document, and slow to find out. */
    private static final ClassValue<Boolean> MODEL = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            if (type.isRecord()) {
                return hasExtra(type);
            }
            if (type.isEnum()) {
                return Words.hasUnknown(type);
            }
            return type.isSealed()
                    && Arrays.stream(type.getPermittedSubclasses()).anyMatch(Mappings::isUnknown);
        }
    };

    private final Map<Class<?>, Mapping<?>> made = new ConcurrentHashMap<>(Scalars.ALL);

    /** Whether the type is one of the model's: it has a place for what it does not know. */
    static boolean isModel(Class<?> type) {
        return MODEL.get(type);
    }

    private static boolean hasExtra(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).anyMatch(component -> component.getType() == Extra.class);
    }

    private static boolean isUnknown(Class<?> type) {
        return type.getSimpleName().equals(UNKNOWN) && type.isRecord() && type.getRecordComponents().length == 1;
    }

    /** The mapping of a type. */
    @SuppressWarnings("unchecked") // each mapping stands under its own class
    <T> Mapping<T> of(Class<T> type) {
        Mapping<?> mapping = made.get(type);
        if (mapping == null) {
            mapping = make(type);
            made.put(type, mapping);
        }
        return (Mapping<T>) mapping;
    }

    private <T> Mapping<?> make(Class<T> type) {
        if (type.isEnum()) {
            return enumeration(type);
        }
        if (type.isSealed()) {
            return union(type);
        }
        if (type.isRecord() && hasExtra(type)) {
            return record(type, null);
        }
        throw new IllegalArgumentException("No mapping for " + type.getName());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an enum of a class that is known only here
    private static Mapping<?> enumeration(Class<?> type) {
        return new Words<>((Class) type);
    }

    /**
     * The mapping of a record.
     *
     * @param argument what its type variable stands for, if it has one
     */
    <R> Mapping<R> record(Class<R> type, @Nullable Mapping<?> argument) {
        boolean isCase =
                type.getDeclaringClass() != null && type.getDeclaringClass().isSealed();
        List<Member<?>> members = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            if (component.getType() != Extra.class) {
                members.add(member(type, component, isCase, argument));
            }
        }
        Tag tag = isCase ? typeTag(type, members) : objectTag(type, members);
        return new RecordMapping<>(
                Reflection.constructor(type), members, components[components.length - 1].getAccessor(), tag);
    }

    private Member<?> member(Class<?> type, RecordComponent component, boolean isCase, @Nullable Mapping<?> argument) {
        String name = WireTable.member(type, component.getName());
        Mapping<?> mapping = mapping(component.getGenericType(), WireTable.leavesOut(type, name), argument);
        return new Member<>(
                name,
                mapping,
                component.getAccessor(),
                isCase && component.getType().isRecord());
    }

    private static @Nullable Tag objectTag(Class<?> type, List<Member<?>> members) {
        String object = WireTable.object(type);
        if (object != null) {
            return new Tag("object", object, WireTable.objectFirst(type) ? 0 : leading(members));
        }
        String word = WireTable.type(type);
        return word == null ? null : new Tag("type", word, 0);
    }

    private static @Nullable Tag typeTag(Class<?> type, List<Member<?>> members) {
        return members.stream().anyMatch(member -> member.name().equals("type"))
                ? null
                : new Tag("type", Names.snake(type.getSimpleName()), leading(members));
    }

    private static int leading(List<Member<?>> members) {
        int leading = 0;
        while (leading < members.size()
                && BEFORE_THE_TAG.contains(members.get(leading).name())) {
            leading++;
        }
        return leading;
    }

    private Mapping<?> mapping(Type type, boolean leavesOut, @Nullable Mapping<?> argument) {
        Mapping<?> mapping = spelledOut(type, argument);
        boolean canBeEmpty = type instanceof ParameterizedType some && some.getRawType() != Field.class;
        return leavesOut && (canBeEmpty || type == boolean.class) ? new Containers.Sparse<>(mapping) : mapping;
    }

    private Mapping<?> spelledOut(Type type, @Nullable Mapping<?> argument) {
        if (type instanceof Class<?> plain) {
            return of(plain);
        }
        if (!(type instanceof ParameterizedType generic)) {
            if (argument == null) {
                throw new IllegalArgumentException("Nothing is known of " + type);
            }
            return argument;
        }
        Type[] arguments = generic.getActualTypeArguments();
        Mapping<?> inner = spelledOut(arguments[arguments.length - 1], argument);
        if (generic.getRawType() == Optional.class) {
            return new Containers.Option<>(inner);
        }
        if (generic.getRawType() == Field.class) {
            return new Containers.Three<>(inner);
        }
        if (generic.getRawType() == List.class) {
            return new Containers.Elements<>(inner);
        }
        if (generic.getRawType() == Map.class) {
            return new Containers.Entries<>(inner);
        }
        throw new IllegalArgumentException("No mapping for " + type);
    }

    private <U> Mapping<U> union(Class<U> type) {
        Map<String, Class<? extends U>> cases = new HashMap<>();
        Map<Class<? extends U>, Mapping<? extends U>> bare = new LinkedHashMap<>();
        Class<? extends U> unknown = null;
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            Class<? extends U> some = permitted.asSubclass(type);
            if (isUnknown(some)) {
                unknown = some;
            } else if (some.isEnum()) {
                bare.put(some, of(some));
            } else if (hasExtra(some)) {
                cases(some, cases);
            } else {
                bare.put(some, wrapped(some));
            }
        }
        if (unknown == null) {
            throw new IllegalArgumentException("A family without an unknown case: " + type.getName());
        }
        return new UnionMapping<>(type, cases, bare, Reflection.constructor(unknown), this);
    }

    private <R> Mapping<R> wrapped(Class<R> type) {
        RecordComponent component = type.getRecordComponents()[0];
        Mapping<?> mapping = spelledOut(component.getGenericType(), null);
        return new Wrapped<>(Reflection.constructor(type), component.getAccessor(), mapping);
    }

    /** A case is named by its own word, or, where {@code type} is a component, by the words of that. */
    private static <U> void cases(Class<? extends U> type, Map<String, Class<? extends U>> cases) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getName().equals("type")) {
                Words.of(component.getType()).forEach(word -> cases.put(word, type));
                return;
            }
        }
        cases.put(Names.snake(type.getSimpleName()), type);
    }
}
