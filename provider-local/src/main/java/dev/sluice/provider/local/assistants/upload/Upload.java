package dev.sluice.provider.local.assistants.upload;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.form.FormParts;
import dev.sluice.core.http.Body;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form of fields and one file, and has the file kept while it comes. Fields may stand before the file and after it.
 * Thread-safe as far as its body's signals come one after another.
 */
public final class Upload implements Flow.Subscriber<ByteBuffer>, FormParts.Listener {
    private static final int LARGEST_FIELD = 64 << 10;
    private static final String FILE = "file";

    private final FormParts parts;
    private final Function<Body, CompletionStage<Long>> keep;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final CompletableFuture<Form> result = new CompletableFuture<>();
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private CompletionStage<Long> kept = CompletableFuture.completedFuture(-1L);
    private String field = "";
    private @Nullable String filename;
    private @Nullable FilePipe pipe;
    private boolean inFile;
    private final AtomicBoolean asked = new AtomicBoolean();
    private Flow.@Nullable Subscription subscription;

    /**
     * What a form says.
     *
     * @param fields its fields
     * @param filename the name of its file; null where it has none
     * @param bytes how many bytes of it were kept
     */
    public record Form(Map<String, String> fields, @Nullable String filename, long bytes) {
        public Form {
            fields = Map.copyOf(fields);
        }
    }

    private Upload(String boundary, Function<Body, CompletionStage<Long>> keep) {
        this.parts = new FormParts(boundary, this);
        this.keep = keep;
    }

    /** Reads a body; the file in it is given to be kept. */
    public static CompletionStage<Form> read(Body body, String boundary, Function<Body, CompletionStage<Long>> keep) {
        Upload upload = new Upload(boundary, keep);
        if (body instanceof Body.Stream stream) {
            stream.publisher().subscribe(upload);
        } else {
            if (body instanceof Body.Bytes bytes) {
                bytes.slices().forEach(upload.parts::feed);
            }
            upload.onComplete();
        }
        return upload.result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        more();
    }

    @Override
    public void onNext(ByteBuffer piece) {
        try {
            parts.feed(piece);
        } catch (GatewayException refused) {
            if (subscription != null) {
                subscription.cancel();
            }
            onError(refused);
            return;
        }
        FilePipe filling = inFile ? pipe : null;
        asked.set(false);
        if (filling == null || filling.hasRoom()) {
            more();
        }
    }

    /** One piece at a time is under way. */
    private void more() {
        if (subscription != null && asked.compareAndSet(false, true)) {
            subscription.request(1);
        }
    }

    @Override
    public void begin(String name, @Nullable String file) {
        field = name;
        value.reset();
        inFile = name.equals(FILE) && file != null && filename == null;
        if (inFile) {
            FilePipe filling = new FilePipe(this::more);
            filename = file;
            pipe = filling;
            kept = keep.apply(new Body.Stream(filling, OptionalLong.empty()));
        }
    }

    @Override
    public void content(ByteBuffer piece) {
        byte[] copy = new byte[piece.remaining()];
        piece.get(copy);
        if (inFile && pipe != null) {
            pipe.put(ByteBuffer.wrap(copy));
        } else if (value.size() + copy.length <= LARGEST_FIELD) {
            value.writeBytes(copy);
        } else {
            throw GatewayException.notSent(
                    ErrorKind.PAYLOAD_TOO_LARGE, "A field of the form is larger than " + LARGEST_FIELD + " bytes.");
        }
    }

    @Override
    public void end() {
        if (inFile && pipe != null) {
            pipe.end();
            inFile = false;
        } else {
            fields.putIfAbsent(field, value.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (pipe != null) {
            pipe.fail(failure);
        }
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        if (!parts.isComplete()) {
            onError(GatewayException.invalidRequest("The form has no end.", null, null));
            return;
        }
        String name = filename;
        kept.whenComplete((bytes, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                result.complete(new Form(fields, name, bytes));
            }
        });
    }
}
