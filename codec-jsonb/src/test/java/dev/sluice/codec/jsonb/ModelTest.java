package dev.sluice.codec.jsonb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.codec.jsonb.bind.Binder;
import dev.sluice.codec.jsonb.strict.Requests;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.json.Extra;
import dev.sluice.core.json.Field;
import dev.sluice.core.json.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Things that hold for every record of the model. */
class ModelTest {
    private static final String CANARY = "canary";

    private final JsonbCodec codec = new JsonbCodec();

    /** Every record of the object model. */
    static List<Class<?>> records() throws IOException, URISyntaxException {
        URI home = Run.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        if (home.getPath().endsWith(".jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(home))) {
                return records(jar.getPath("/"));
            }
        }
        return records(Path.of(home));
    }

    private static List<Class<?>> records(Path root) {
        try (Stream<Path> files = Files.walk(root.resolve("dev/sluice/core/assistants"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name ->
                            name.matches(".*/assistants/(event|files|model|request)/(?!package-info).*\\.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .<Class<?>>map(ModelTest::load)
                    .filter(Class::isRecord)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
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
    void thereAreAllOfThem() throws IOException, URISyntaxException {
        assertThat(records()).hasSizeGreaterThan(130);
    }

    /** A prompt must not get into a log by way of a record that is printed; only ids, models and the like are. */
    @ParameterizedTest
    @MethodSource("records")
    void printsNoContent(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components).map(ModelTest::planted).toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object value = type.getConstructor(types).newInstance(values);
        assertThat(value.toString()).doesNotContain(CANARY);
    }

    private static Object planted(RecordComponent component) {
        String name = component.getName();
        boolean mayBeSeen = name.equals("id") || name.endsWith("Id") || name.endsWith("Ids");
        boolean isWord = List.of("model", "type", "event", "param", "code", "after", "before", "purpose", "anchor")
                .contains(name);
        boolean isName = name.equals("name")
                && List.of("FunctionCall", "RequiredFunction", "FunctionName")
                        .contains(component.getDeclaringRecord().getSimpleName());
        return planted(component.getGenericType(), mayBeSeen || isWord || isName ? "seen" : CANARY);
    }

    private static Object planted(Type type, String text) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Object inner = planted(arguments[arguments.length - 1], text);
            Type raw = generic.getRawType();
            return raw == Optional.class
                    ? Optional.of(inner)
                    : raw == Field.class ? Field.of(inner) : raw == List.class ? List.of(inner) : Map.of(text, inner);
        }
        if (!(type instanceof Class<?> plain)) {
            return text;
        }
        if (plain == String.class) {
            return text;
        }
        if (plain == JsonNode.class) {
            return JsonNode.of(text);
        }
        if (plain == Extra.class) {
            return new Extra(Map.of(CANARY, JsonNode.of(CANARY)), Map.of("x", Optional.of(JsonNode.of(CANARY))));
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return true;
        }
        if (plain == double.class || plain == Double.class) {
            return 1.0;
        }
        return plain == long.class || plain == Long.class ? (Object) 1L : record(plain, text);
    }

    /** A record, or the first case of a family, with the text wherever it fits. */
    private static Object record(Class<?> type, String text) {
        Class<?> some = type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .filter(Class::isRecord)
                        .findFirst()
                        .orElseThrow()
                : type;
        RecordComponent[] components = some.getRecordComponents();
        try {
            return some.getConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(components)
                            .map(component -> text.equals(CANARY)
                                    ? planted(component)
                                    : planted(component.getGenericType(), text))
                            .toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(some.getName(), impossible);
        }
    }

    static Stream<Class<?>> requests() {
        return Stream.concat(Requests.bodies().stream(), Requests.queries().stream());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void theRulesKnowTheMembersOfTheRecord(Class<?> type) {
        assertThat(Requests.memberNames(type)).containsExactlyInAnyOrderElementsOf(new Binder().memberNames(type));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyRequestIsWrittenAsAnObject(Class<?> type) {
        Object empty = codec.read("{}".getBytes(UTF_8), type);
        assertThat(codec.write(empty)).asString().isEqualTo("{}");
    }
}
