package dev.sluice.core.support.invoice;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes answers to every call, each with what its upstream will put on the bill. */
public final class Invoices {
    /** Calls that make or change something, and cost nothing, though their names do not say so. */
    private static final List<String> GRATIS = List.of(
            "POST /audio/voice_consents",
            "POST /audio/voice_consents/{}",
            "POST /audio/voices",
            "POST /chatkit/sessions",
            "POST /chatkit/sessions/{}/cancel",
            "POST /content_provenance_checks",
            "POST /evals",
            "POST /evals/{}",
            "POST /evals/{}/runs/{}",
            "POST /fine_tuning/alpha/graders/validate",
            "POST /fine_tuning/checkpoints/{}/permissions",
            "POST /fine_tuning/jobs/{}/cancel",
            "POST /fine_tuning/jobs/{}/pause",
            "POST /projects/{}/groups/{}/roles",
            "POST /projects/{}/roles",
            "POST /projects/{}/roles/{}",
            "POST /projects/{}/users/{}/roles",
            "POST /realtime/calls/{}/accept",
            "POST /realtime/calls/{}/hangup",
            "POST /realtime/calls/{}/refer",
            "POST /realtime/calls/{}/reject",
            "POST /realtime/client_secrets",
            "POST /realtime/sessions",
            "POST /realtime/transcription_sessions",
            "POST /realtime/translations/client_secrets",
            "POST /skills",
            "POST /skills/{}",
            "POST /skills/{}/versions",
            "POST /videos/characters");

    /** The gateway answers these by itself. */
    private static final Set<String> ANSWERED_HERE = Set.of("GET /models", "GET /models/{}", "DELETE /models/{}");

    private static final List<Integer> REFUSALS = List.of(400, 401, 404, 422, 429, 500, 503);

    private final Random random;
    private final List<Supplier<Answer>> work;
    private final List<String> keeping;

    /** Makes them by chance. */
    public Invoices(Random random) {
        this.random = random;
        Figures figures = new Figures(random);
        TextAnswers text = new TextAnswers(figures);
        MediaAnswers media = new MediaAnswers(figures);
        WorkAnswers begun = new WorkAnswers(figures);
        Stream<Supplier<Answer>> kinds = Stream.of(
                text::chat,
                text::priorityChat,
                text::chatStream,
                text::silentChatStream,
                text::completion,
                text::completionStream,
                text::response,
                text::responseWithSearch,
                text::backgroundResponse,
                text::responseStream,
                text::incompleteResponseStream,
                text::compaction,
                text::embeddings,
                media::image,
                media::oldImage,
                media::imageStream,
                media::editedImage,
                media::editedImageStream,
                media::variation,
                media::transcription,
                media::timedTranscription,
                media::subtitles,
                media::transcriptionStream,
                media::translation,
                media::speech,
                media::speechStream,
                media::video,
                media::remix,
                media::editedVideo,
                media::extendedVideo,
                begun::run,
                begun::runStream,
                begun::runStreamWithInterpreter,
                begun::threadAndRun,
                begun::threadAndRunStream,
                begun::outputsStream,
                begun::moderation,
                begun::ranking,
                begun::rankingBySearches,
                begun::search,
                begun::batch,
                begun::evalRun,
                begun::fineTuning,
                begun::resumedFineTuning,
                begun::grading,
                begun::container,
                begun::realtimeCall);
        Stream<Supplier<Answer>> gratis = GRATIS.stream()
                .map(call -> () -> Answer.json(call, "{'id':'id_1','object':'x'}", Invoice.NOTHING, false));
        work = Stream.concat(kinds, gratis).toList();
        Set<String> others = new LinkedHashSet<>(DescribedCalls.all());
        others.removeAll(calls());
        others.removeAll(ANSWERED_HERE);
        keeping = List.copyOf(others);
    }

    /** Every call whose answers are made one by one: all that cost something, or might. */
    public Set<String> calls() {
        return work.stream().map(kind -> kind.get().call()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** An answer of any endpoint. */
    public Answer any() {
        Answer answer = random.nextInt(5) == 0
                ? kept(keeping.get(random.nextInt(keeping.size())))
                : work.get(random.nextInt(work.size())).get();
        return random.nextInt(20) == 0 ? answer.refused(REFUSALS.get(random.nextInt(REFUSALS.size()))) : answer;
    }

    /** Of a call that reads, writes or deletes: what it shows of usage was paid for by an earlier one. */
    private static Answer kept(String call) {
        return Answer.json(
                call,
                "{'id':'id_1','object':'x','status':'completed','usage':{'input_tokens':7,'output_tokens':8,'total_tokens':15}}",
                Invoice.NOTHING,
                false);
    }
}
