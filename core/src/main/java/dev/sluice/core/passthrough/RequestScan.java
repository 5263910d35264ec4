package dev.sluice.core.passthrough;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.form.Boundary;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.Splice;
import dev.sluice.core.ids.Reference;
import dev.sluice.core.json.ModelField;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a request what the gateway must know: which model, which target, whether the answer is to be streamed, and
 * which objects it concerns. A body that is neither JSON nor a form is none of its business.
 *
 * <p>A body that is larger than what is kept is on its way before its end is known. One that turns out to name there what
 * would have had to be taken out or written otherwise is broken off: no upstream has seen a whole request then.
 */
class RequestScan {
    static final int LONGEST_NAME = 1024;

    static final String TARGETS = "target_model_names";

    private static final String JSON = "application/json";

    private final Predicate<String> renamed;

    private final Set<Reference> references = new LinkedHashSet<>();
    private final List<Splice> removals = new ArrayList<>(0);
    private @Nullable ModelField model;
    private @Nullable ModelField room;
    private boolean modelSeen;
    private @Nullable String target;
    private boolean streamed;
    private Optional<Boolean> stored = Optional.empty();
    private @Nullable GatewayException refusal;
    private boolean onItsWay;
    private boolean tooLarge;

    /**
     * A scan that looks at nothing.
     *
     * @param renamed whether the upstream that the call goes to may call that model otherwise
     */
    RequestScan(Predicate<String> renamed) {
        this.renamed = renamed;
    }

    /**
     * A scan that fits the content type.
     *
     * @param withReferences whether it matters which objects the body refers to
     * @param renamed whether the upstream that the call goes to, as far as that can be told without its body, may call that
     *     model otherwise
     */
    static RequestScan of(Headers headers, boolean withReferences, Predicate<String> renamed) {
        String type = headers.first("Content-Type").orElse(JSON);
        String mediaType = type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        if (headers.contains("Content-Encoding")) {
            return new RequestScan(renamed);
        }
        if (mediaType.equals(JSON) || mediaType.endsWith("+json")) {
            return new JsonScan(withReferences, renamed);
        }
        return Boundary.of(type)
                .<RequestScan>map(boundary -> new FormScan(boundary, withReferences, renamed))
                .orElseGet(() -> new RequestScan(renamed));
    }

    void feed(ByteBuffer slice) {}

    /** Whether nothing that is still to come can name a model or a target. */
    boolean isDecided() {
        return true;
    }

    final void foundModel(ModelField field) {
        if (modelSeen) {
            refuse("The body has more than one 'model'. Send it once.", "model");
        } else if (onItsWay && (target != null || renamed.test(field.name()))) {
            refuseLate("model", "");
        }
        modelSeen = true;
        model = field;
    }

    /** A model that is null is the same as none, so OpenAI describes runs and images; a name may take its place. */
    final void foundNoModel(ModelField place) {
        if (modelSeen) {
            refuse("The body has more than one 'model'. Send it once.", "model");
        } else if (onItsWay && renamed.test("")) {
            refuseLate("model", "");
        }
        modelSeen = true;
        room = place;
    }

    /** Where a model may be named in a body that names none. */
    final void foundRoom(ModelField place) {
        if (room == null) {
            room = place;
        }
    }

    /** The first target counts. */
    final void foundTarget(String name) {
        if (onItsWay) {
            refuseLate(TARGETS, ", or leave it out and name the model by the header X-LiteLLM-Target-Model");
        } else if (target == null) {
            target = name;
        }
    }

    /** Takes something out of the body: no two overlap. */
    final void remove(Splice removal) {
        removals.add(removal);
    }

    final void foundReference(Reference reference) {
        references.add(reference);
    }

    final void asksForStream(boolean asked) {
        streamed = asked;
    }

    final void asksToStore(boolean asked) {
        stored = Optional.of(asked);
    }

    final void refuse(String message, String param) {
        if (refusal == null) {
            refusal = new GatewayException(ErrorKind.INVALID_REQUEST, Reach.NOT_SENT, message, param);
        }
    }

    private void refuseLate(String name, String instead) {
        if (refusal == null) {
            String where = "'" + name + "' stands behind what this gateway reads of a body "
                    + (tooLarge
                            ? "that is so large (general_settings.replay_limit_mb)"
                            : "while it holds too many (general_settings.replay_budget_mb)");
            refusal = new GatewayException(
                    tooLarge ? ErrorKind.PAYLOAD_TOO_LARGE : ErrorKind.OVERLOADED,
                    Reach.NOT_SENT,
                    where + ". Send it first, before everything that is large" + instead
                            + (tooLarge ? "." : "; or try again later."),
                    name);
        }
    }

    /** Why the body is refused, as far as it was read: two readers could understand it differently. */
    final Optional<GatewayException> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** What was found in a body that is whole or the beginning of one. */
    RequestBody result(Body body, long reserved, boolean isTooLarge) {
        onItsWay = body instanceof Body.Stream;
        tooLarge = isTooLarge;
        if (refusal != null) {
            throw refusal;
        }
        Body changed = body;
        ModelField named = model;
        ModelField free = room;
        removals.sort(Comparator.comparingLong(Splice::start).reversed());
        for (Splice removal : removals) {
            changed = removal.in(changed);
            named = named == null ? null : named.after(removal);
            free = free == null ? null : free.after(removal);
        }
        boolean undecided = onItsWay && named == null && target == null && !isDecided();
        return new RequestBody(
                changed,
                reserved,
                Optional.ofNullable(named),
                Optional.ofNullable(free),
                Optional.ofNullable(target),
                streamed,
                stored,
                references,
                undecided,
                tooLarge);
    }
}
