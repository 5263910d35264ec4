package dev.sluice.provider.local.assistants;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.core.json.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a stream of events as it comes. */
final class Events implements Flow.Subscriber<ByteBuffer> {
    private final Masks masks;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean complete;
    private @Nullable Throwable failure;
    private Flow.@Nullable Subscription subscription;

    Events(Masks masks) {
        this.masks = masks;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer frame) {
        byte[] copy = new byte[frame.remaining()];
        frame.get(copy);
        bytes.writeBytes(copy);
    }

    @Override
    public void onError(Throwable reason) {
        failure = reason;
    }

    @Override
    public void onComplete() {
        complete = true;
    }

    /** The client leaves. */
    void leave() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    boolean isComplete() {
        if (failure != null) {
            throw new AssertionError("The stream failed", failure);
        }
        return complete;
    }

    /** Everything as it is on the wire. */
    String wire() {
        return masks.mask(bytes.toString(UTF_8));
    }

    /** Each frame: its name and its data. */
    List<Event> all() {
        List<Event> events = new ArrayList<>();
        for (String frame : bytes.toString(UTF_8).split("\n\n", -1)) {
            String name = "";
            String data = "";
            long number = 0;
            for (String line : frame.split("\n", -1)) {
                name = line.startsWith("event: ") ? line.substring(7) : name;
                data = line.startsWith("data: ") ? line.substring(6) : data;
                number = line.startsWith("id: ") ? Long.parseLong(line.substring(4)) : number;
            }
            if (!name.isEmpty()) {
                events.add(new Event(name, data, number, masks));
            }
        }
        return events;
    }

    List<String> names() {
        return all().stream().map(Event::name).toList();
    }

    Event first(String name) {
        return all().stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + name + " in " + names()));
    }

    Event last(String name) {
        List<Event> some =
                all().stream().filter(event -> event.name().equals(name)).toList();
        return some.get(some.size() - 1);
    }

    /** The data of all events of a name. */
    List<String> data(String name) {
        return all().stream()
                .filter(event -> event.name().equals(name))
                .map(Event::masked)
                .toList();
    }

    /**
     * An event.
     *
     * @param number where it says which of its run it is, else 0
     */
    record Event(String name, String data, long number, Masks masks) {
        String masked() {
            return masks.mask(data);
        }

        JsonNode json() {
            return Bench.JSON.parse(data.getBytes(UTF_8));
        }

        String string(String member) {
            return json().get(member)
                    .flatMap(JsonNode::asText)
                    .orElseThrow(() -> new AssertionError("No " + member + " in " + data));
        }

        boolean isNull(String member) {
            return json().get(member).filter(JsonNode.NullNode.NULL::equals).isPresent();
        }
    }
}
