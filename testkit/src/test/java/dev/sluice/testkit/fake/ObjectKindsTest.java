package dev.sluice.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fake.kind.Creation;
import dev.sluice.testkit.fake.kind.ObjectKind;
import dev.sluice.testkit.fake.kind.ObjectKind.Action;
import dev.sluice.testkit.fake.kind.ObjectKind.Operation;
import dev.sluice.testkit.fake.kind.ObjectKinds;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every kind of objects is made, shown, listed, changed and deleted by its account, and denied to every other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObjectKindsTest {
    private final FakeOpenAi fake = FakeOpenAi.start("sk-one-0123456789", "sk-two-0123456789");
    private final Client one = new Client(fake, "sk-one-0123456789");
    private final Client two = new Client(fake, "sk-two-0123456789");
    private final Map<String, String> paths = new HashMap<>();

    /** An object of each kind for those that need one, so that tests can delete theirs. */
    @BeforeAll
    void makeParents() throws Exception {
        for (ObjectKind kind : ObjectKinds.ALL) {
            paths.put(kind.collection(), make(one, kind));
        }
    }

    @AfterAll
    void close() {
        fake.close();
    }

    private String parentPath(ObjectKind kind) {
        return kind.parent()
                .map(collection -> paths.getOrDefault(collection, ""))
                .orElse("");
    }

    private Creation creation(ObjectKind kind) {
        return Creation.of(kind, parentPath(kind), collection -> {
            String path = paths.getOrDefault(collection, "");
            return path.substring(path.lastIndexOf('/') + 1);
        });
    }

    private HttpResponse<String> post(Client client, Creation creation) throws Exception {
        return client.send(client.to(creation.path())
                .header("Content-Type", creation.contentType())
                .POST(BodyPublishers.ofString(creation.body()))
                .build());
    }

    /** The path of a new object, or of one that came into being with its parent. */
    private String make(Client client, ObjectKind kind) throws Exception {
        HttpResponse<String> made = kind.format().isPresent()
                ? post(client, creation(kind))
                : client.get(kind.collectionIn(parentPath(kind)));
        assertThat(made.statusCode()).as(made.body()).isIn(200, 201);
        Optional<String> location = made.headers().firstValue("Location");
        String id = kind.idIn(made.body())
                .or(() -> location.map(path -> path.substring(path.lastIndexOf('/') + 1)))
                .orElseThrow();
        assertThat(id).startsWith(kind.prefix());
        assertThat(location.isPresent() || made.body().contains("\"" + kind.object() + "\""))
                .isTrue();
        if (!kind.isNamedAlikeEverywhere()) {
            assertThat(fake.owners()).containsEntry(id, "sk-one-0123456789");
        }
        return kind.collectionIn(parentPath(kind)) + "/" + id;
    }

    @TestFactory
    Stream<DynamicTest> kinds() {
        return ObjectKinds.ALL.stream()
                .map(kind -> DynamicTest.dynamicTest(kind.collection(), () -> {
                    String path = make(one, kind);
                    isDenied(kind, path);
                    isServed(kind, path);
                    paths.put(kind.collection(), make(one, kind));
                }));
    }

    private static int act(Client client, String path, Action action) throws Exception {
        String target = path + "/" + action.name();
        return switch (action.method()) {
            case "GET" -> client.get(target).statusCode();
            case "DELETE" -> client.delete(target).statusCode();
            default -> client.post(target, action.body()).statusCode();
        };
    }

    private void isServed(ObjectKind kind, String path) throws Exception {
        String id = path.substring(path.lastIndexOf('/') + 1);
        String collection = kind.collectionIn(parentPath(kind));
        if (kind.can(Operation.GET)) {
            assertThat(one.get(path).body()).contains("\"" + id + "\"");
        }
        if (kind.can(Operation.LIST)) {
            assertThat(one.get(collection + "?limit=100").body()).contains("\"" + id + "\"");
        }
        if (kind.can(Operation.UPDATE)) {
            assertThat(one.post(path, "{\"metadata\":{\"a\":\"b\"},\"attributes\":{\"a\":\"b\"}}")
                            .body())
                    .contains("\"" + id + "\"", "\"a\":\"b\"");
        }
        for (Action action : kind.actions()) {
            assertThat(act(one, path, action)).as(action.toString()).isEqualTo(action.status());
        }
        if (kind.can(Operation.DELETE)) {
            assertThat(one.delete(path).body()).contains("\"" + id + "\"", "\"deleted\":true");
            assertThat(one.get(path).statusCode()).isIn(404, 405);
            assertThat(one.delete(path).statusCode()).isEqualTo(404);
        }
    }

    private void isDenied(ObjectKind kind, String path) throws Exception {
        fake.forgetRequests();
        int strays = 0;
        if (kind.can(Operation.GET)) {
            assertThat(two.get(path).statusCode()).isEqualTo(404);
        }
        if (kind.can(Operation.UPDATE)) {
            assertThat(two.post(path, "{}").statusCode()).isEqualTo(404);
            strays++;
        }
        if (kind.can(Operation.DELETE)) {
            assertThat(two.delete(path).statusCode()).isEqualTo(404);
            strays++;
        }
        for (Action action : kind.actions()) {
            assertThat(act(two, path, action)).as(action.toString()).isEqualTo(404);
            strays += action.method().equals("GET") ? 0 : 1;
        }
        if (kind.format().isPresent()
                && (kind.parent().isPresent() || kind.example().contains("${"))) {
            assertThat(post(two, creation(kind)).statusCode()).isEqualTo(404);
            strays++;
        }
        assertThat(fake.strays())
                .hasSize(strays)
                .allSatisfy(stray -> assertThat(stray.account()).isEqualTo(Optional.of("sk-two-0123456789")));
    }
}
