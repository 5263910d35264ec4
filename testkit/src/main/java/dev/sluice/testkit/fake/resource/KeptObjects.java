package dev.sluice.testkit.fake.resource;

import dev.sluice.core.json.JsonNode;
import dev.sluice.testkit.fake.kind.ObjectKind;
import dev.sluice.testkit.fake.kind.ObjectKind.Operation;
import dev.sluice.testkit.fake.wire.Multipart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Objects of one kind that are made, shown, changed and deleted, and do nothing. */
final class KeptObjects {
    private static final String ITEM = "/{item}";
    private static final int PAGE = 20;

    private final ObjectKind kind;

    private KeptObjects(ObjectKind kind) {
        this.kind = kind;
    }

    /** Serves what no resource of its own serves. */
    static void register(Router router, ObjectKind kind) {
        KeptObjects objects = new KeptObjects(kind);
        String collection = kind.collection();
        if (kind.format().isPresent()) {
            router.onIfFree("POST", collection, objects::create);
        }
        if (kind.can(Operation.LIST)) {
            router.onIfFree("GET", collection, objects::list);
        }
        if (kind.can(Operation.GET)) {
            router.onIfFree("GET", collection + ITEM, call -> Reply.ok(objects.require(call)));
        }
        if (kind.can(Operation.UPDATE)) {
            router.onIfFree("POST", collection + ITEM, objects::update);
        }
        if (kind.can(Operation.DELETE)) {
            router.onIfFree("DELETE", collection + ITEM, objects::delete);
        }
        kind.actions()
                .forEach(action -> router.onIfFree(
                        action.method(),
                        collection + ITEM + "/" + action.name(),
                        call -> Reply.ok(objects.require(call))));
    }

    private Reply create(Call call) {
        requireParent(call);
        Optional<Multipart> form = Multipart.of(call.request());
        JsonNode body = form.isPresent() ? Nodes.EMPTY : call.json();
        call.requireOwn(body);
        List<JsonNode> items = Nodes.list(body, "items");
        if (items.isEmpty()) {
            return Reply.ok(put(call, body));
        }
        return Reply.ok(Shelf.list(items.stream().map(item -> put(call, item)).toList(), false));
    }

    private JsonNode put(Call call, JsonNode body) {
        JsonNode.ObjectBuilder object = JsonNode.object()
                .put("id", idFor(call, body))
                .put("object", kind.object())
                .put("created_at", Ids.now());
        if (body instanceof JsonNode.ObjectNode members) {
            members.members().forEach((name, value) -> {
                if (!name.equals("id") && !name.equals("object")) {
                    object.put(name, value);
                }
            });
        }
        if (body.get("metadata").isEmpty()) {
            object.put("metadata", Nodes.EMPTY);
        }
        return shelf(call).put(object.build());
    }

    /** What is added rather than made, as a user to a group, keeps its id. */
    private String idFor(Call call, JsonNode body) {
        if (kind.isNamedAlikeEverywhere()) {
            return kind.prefix();
        }
        List<String> texts = new ArrayList<>();
        if (body instanceof JsonNode.ObjectNode members) {
            members.members().forEach((name, value) -> value.asText().ifPresent(texts::add));
        }
        return texts.stream()
                .filter(text -> text.startsWith(kind.prefix()) && call.owners().containsKey(text))
                .findFirst()
                .orElseGet(() -> Ids.alphanumeric(kind.prefix()));
    }

    /** What comes into being by others, as a user by accepting an invitation, has done so whenever somebody looks. */
    private Reply list(Call call) {
        requireParent(call);
        boolean looks = call.request().query("after").isEmpty();
        if (kind.format().isEmpty() && looks) {
            put(call, Nodes.EMPTY);
        }
        return Reply.ok(shelf(call).page(call.request(), PAGE, 100));
    }

    private Reply update(Call call) {
        return Reply.ok(shelf(call).put(Nodes.modified(require(call), call.json())));
    }

    private Reply delete(Call call) {
        require(call);
        shelf(call).remove(call.id("item"));
        return Deleted.reply(call.id("item"), kind.object() + ".deleted");
    }

    private JsonNode require(Call call) {
        requireParent(call);
        return shelf(call)
                .get(call.id("item"))
                .orElseThrow(() ->
                        ApiException.notFound("No " + kind.object() + " found with id '" + call.id("item") + "'."));
    }

    /** What lives in another object is there as long as that is. */
    private void requireParent(Call call) {
        if (kind.parent().isPresent()) {
            String collection = collection(call);
            String named =
                    collection.substring(0, collection.length() - kind.tail().length());
            String parent = named.startsWith("/projects/") ? "/organization" + named : named;
            int slash = parent.lastIndexOf('/');
            String id = parent.substring(slash + 1);
            boolean there =
                    call.account().shelf(parent.substring(0, slash)).get(id).isPresent();
            if (!there) {
                throw ApiException.notFound("No object found with id '" + id + "'.");
            }
        }
    }

    private Shelf shelf(Call call) {
        return call.account().shelf(collection(call));
    }

    private String collection(Call call) {
        String path = call.request().path().substring(Router.PREFIX.length());
        String item = call.id("item");
        return item.isEmpty() ? path : path.substring(0, path.lastIndexOf("/" + item));
    }
}
