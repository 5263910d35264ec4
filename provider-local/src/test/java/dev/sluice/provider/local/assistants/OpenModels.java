package dev.sluice.provider.local.assistants;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.core.http.Body;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.spi.ModelCall;
import dev.sluice.testkit.ManualLoop;
import dev.sluice.testkit.StepPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Models that answer every call, and say more whenever the test wants. */
final class OpenModels extends ScriptedModels {
    final List<Answer> open = new ArrayList<>();

    @Override
    public CompletionStage<HttpReply> call(ModelCall call) {
        Answer answer = new Answer();
        open.add(answer);
        return CompletableFuture.completedFuture(new HttpReply(
                200,
                Headers.of("Content-Type", "text/event-stream"),
                new Body.Stream(answer.publisher, OptionalLong.empty())));
    }

    /** Everything that is being said goes on unheard: whoever listened is gone. */
    void forget() {
        open.clear();
    }

    /** An answer that is under way. */
    static final class Answer {
        final StepPublisher publisher = new StepPublisher();
        private long said;

        boolean isWanted() {
            return publisher.wanted().isDone()
                    && publisher.requested() > said
                    && !publisher.cancelled().isDone();
        }

        void say(ManualLoop loop, String events) {
            said++;
            loop.post(() -> {
                if (!publisher.cancelled().isDone()) {
                    publisher.emit(events.getBytes(UTF_8));
                }
            });
        }

        void stop(ManualLoop loop) {
            loop.post(() -> {
                if (!publisher.cancelled().isDone()) {
                    publisher.complete();
                }
            });
        }
    }
}
