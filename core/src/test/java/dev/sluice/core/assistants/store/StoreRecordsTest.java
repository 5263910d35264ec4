package dev.sluice.core.assistants.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.assistants.search.Embedding;
import dev.sluice.core.memory.MemoryStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stores keep must not get into a log by way of a record that is printed. */
class StoreRecordsTest {
    private static final String CANARY = "canary";

    /** What may be seen: ids, names of principals, words for lists, names of events. */
    private static final Set<String> SEEN = Set.of(
            "id", "runId", "owner", "parent", "root", "label", "labels", "name", "after", "before", "unknown", "log");

    /** Every record of the port's vocabulary and of the store in memory, those within other classes included. */
    static List<Class<?>> records() throws URISyntaxException {
        return Stream.of(Document.class, MemoryStores.class)
                .flatMap(StoreRecordsTest::records)
                .toList();
    }

    private static Stream<Class<?>> records(Class<?> neighbour) {
        try {
            URI home = neighbour
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path root = Path.of(home);
            Path folder = root.resolve(neighbour.getPackageName().replace('.', '/'));
            try (Stream<Path> files = Files.list(folder)) {
                return files
                        .map(file -> root.relativize(file).toString())
                        .filter(name -> name.endsWith(".class") && !name.contains("package-info"))
                        .map(name -> name.substring(0, name.length() - ".class".length())
                                .replace('/', '.'))
                        .sorted()
                        .<Class<?>>map(StoreRecordsTest::load)
                        .filter(Class::isRecord)
                        .toList()
                        .stream();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new LinkageError(name, impossible);
        }
    }

    @Test
    void thereAreAllOfThem() throws URISyntaxException {
        assertThat(records()).hasSizeGreaterThan(18).contains(Document.class, Draft.class, LoggedEvent.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void printsNoContent(Class<?> type) {
        assertThat(record(type).toString()).doesNotContain(CANARY);
    }

    private static Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component ->
                        planted(component.getGenericType(), SEEN.contains(component.getName()) ? "seen" : CANARY))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(type.getName(), impossible);
        }
    }

    private static Object planted(Type type, String text) {
        if (type instanceof ParameterizedType generic) {
            Object inner = planted(generic.getActualTypeArguments()[0], text);
            Type raw = generic.getRawType();
            return raw == Optional.class ? Optional.of(inner) : raw == List.class ? List.of(inner) : Set.of(inner);
        }
        Class<?> plain = (Class<?>) type;
        Map<Class<?>, Object> values = Map.of(
                String.class,
                text,
                ByteBuffer.class,
                ByteBuffer.wrap(text.getBytes(UTF_8)),
                byte[].class,
                text.getBytes(UTF_8),
                Embedding.class,
                Embedding.of("model", 1),
                Instant.class,
                Instant.EPOCH,
                long.class,
                1L,
                int.class,
                1,
                boolean.class,
                true);
        if (values.containsKey(plain)) {
            return values.get(plain);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return record(plain.isSealed() ? plain.getPermittedSubclasses()[0] : plain);
    }
}
