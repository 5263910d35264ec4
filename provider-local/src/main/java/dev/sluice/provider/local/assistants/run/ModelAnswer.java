package dev.sluice.provider.local.assistants.run;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.json.JsonNode;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.provider.local.assistants.turn.Translator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of a model, streamed or not, and has it translated as it comes. Asks for more when what came is written
 * down. Lives on one loop.
 */
final class ModelAnswer implements Flow.Subscriber<ByteBuffer> {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST = 32 << 20;

    private final JsonCodec json;
    private final Translator translator;
    private final Consumer<Runnable> paced;
    private final Consumer<Boolean> ended;
    private final boolean streamed;
    private final SseReader events = new SseReader(this::event);
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;
    private boolean done;
    private boolean over;

    /**
     * Reads an answer that is no error.
     *
     * @param paced runs what it is given when more may come
     * @param ended is told once whether the answer was complete
     */
    ModelAnswer(
            JsonCodec json, HttpReply reply, Translator translator, Consumer<Runnable> paced, Consumer<Boolean> ended) {
        this.json = json;
        this.translator = translator;
        this.paced = paced;
        this.ended = ended;
        this.streamed = reply.headers()
                .first("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("text/event-stream");
    }

    void read(Body body) {
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(this);
        } else {
            if (body instanceof Body.Bytes bytes) {
                bytes.slices().forEach(this::piece);
            }
            onComplete();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(ByteBuffer piece) {
        piece(piece);
        if (!over) {
            paced.accept(() -> {
                if (subscription != null) {
                    subscription.request(1);
                }
            });
        }
    }

    private void piece(ByteBuffer piece) {
        if (over) {
            return;
        }
        try {
            if (streamed) {
                events.feed(piece);
            } else {
                collect(piece);
            }
        } catch (RuntimeException malformed) {
            end(false);
        }
    }

    private void collect(ByteBuffer piece) {
        byte[] bytes = new byte[piece.remaining()];
        piece.duplicate().get(bytes);
        if (whole.size() + bytes.length > LARGEST) {
            throw new IllegalStateException("An answer of more than " + LARGEST + " bytes");
        }
        whole.writeBytes(bytes);
    }

    private void event(byte[] data) {
        if (Arrays.equals(data, DONE)) {
            done = true;
        } else if (!done) {
            translator.accept(json.parse(data));
        }
    }

    @Override
    public void onError(Throwable failure) {
        end(false);
    }

    @Override
    public void onComplete() {
        boolean complete = streamed || translated();
        end(complete && (translator.end() || done));
    }

    private boolean translated() {
        try {
            JsonNode answer = json.parse(whole.toByteArray());
            translator.accept(answer);
            return true;
        } catch (RuntimeException malformed) {
            return false;
        }
    }

    private void end(boolean complete) {
        if (!over) {
            over = true;
            ended.accept(complete);
        }
    }

    /** Nothing more is read, and nobody told. */
    void stop() {
        over = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
