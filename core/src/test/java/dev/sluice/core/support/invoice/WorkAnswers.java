package dev.sluice.core.support.invoice;

import static dev.sluice.core.support.invoice.Figures.figure;
import static dev.sluice.core.support.invoice.Figures.ofChat;

import dev.sluice.core.log.Quantity;
import java.util.Map;

/** Answers of calls that begin work, or have something judged or looked for. */
final class WorkAnswers {
    private static final String RUNS = "POST /threads/{}/runs";
    private static final String ZERO = "{'input_tokens':0,'output_tokens':0,'total_tokens':0}";

    private final Figures figures;

    WorkAnswers(Figures figures) {
        this.figures = figures;
    }

    Answer run() {
        return queuedRun(RUNS);
    }

    Answer threadAndRun() {
        return queuedRun("POST /threads/runs");
    }

    private Answer queuedRun(String call) {
        return Answer.json(
                call, "{'object':'thread.run','status':'queued','usage':null}", Invoice.of(figures.tokens()), false);
    }

    Answer runStream() {
        return runStream(RUNS, "message_creation");
    }

    Answer threadAndRunStream() {
        return runStream("POST /threads/runs", "message_creation");
    }

    /** The rest of a run, whose usage is that of the whole. */
    Answer outputsStream() {
        return runStream("POST /threads/{}/runs/{}/submit_tool_outputs", "message_creation");
    }

    /** The upstream ran a program. */
    Answer runStreamWithInterpreter() {
        return runStream(RUNS, "tool_calls");
    }

    private Answer runStream(String call, String firstStep) {
        Map<Quantity, Long> billed = figures.tokens();
        long in = figure(billed, Quantity.INPUT_TOKENS);
        long out = figure(billed, Quantity.OUTPUT_TOKENS);
        boolean tool = firstStep.equals("tool_calls");
        Events events = new Events()
                .add(
                        "thread.run.created",
                        "{'id':'run_1','object':'thread.run','status':'queued','tools':[{'type':'code_interpreter'}],'usage':null}")
                .add(
                        "thread.run.step.completed",
                        step(
                                1,
                                in / 2,
                                out / 2,
                                tool
                                        ? "{'type':'tool_calls','tool_calls':[{'id':'call_1','type':'code_interpreter','code_interpreter':{'input':'1'}}]}"
                                        : "{'type':'message_creation','message_creation':{'message_id':'msg_1'}}"))
                .add(
                        "thread.message.delta",
                        "{'object':'thread.message.delta','delta':{'content':[{'text':{'value':'" + figures.trap()
                                + "'}}]}}")
                .add(
                        "thread.run.step.completed",
                        step(
                                2,
                                in - in / 2,
                                out - out / 2,
                                "{'type':'message_creation','message_creation':{'message_id':'msg_2'}}"))
                .add(
                        "thread.run.completed",
                        "{'id':'run_1','object':'thread.run','status':'completed','usage':" + ofChat(billed) + "}")
                .add("done", "[DONE]");
        Invoice invoice = Invoice.of(billed);
        return Answer.stream(call, events.text(), tool ? invoice.andMore() : invoice, true);
    }

    private static String step(int number, long in, long out, String details) {
        return "{'id':'step_%d','object':'thread.run.step','status':'completed','step_details':%s,'usage':{'prompt_tokens':%d,'completion_tokens':%d,'total_tokens':%d}}"
                .formatted(number, details, in, out, in + out);
    }

    Answer moderation() {
        return Answer.json(
                        "POST /moderations",
                        "{'id':'modr-1','model':'" + Answer.FREE_MODEL + "','results':[{'flagged':false}]}",
                        Invoice.NOTHING,
                        false)
                .ofModel(Answer.FREE_MODEL);
    }

    /** As vLLM answers: a sum, and nothing of its parts. */
    Answer ranking() {
        long tokens = figures.upTo(9000);
        return Answer.json(
                "POST /rerank",
                "{'id':'rerank-1','results':[{'index':0,'relevance_score':0.9}],'usage':{'total_tokens':" + tokens
                        + "}}",
                Invoice.of(Map.of(Quantity.TOTAL_TOKENS, tokens)),
                true);
    }

    /** As Cohere answers: it is paid for by the search. */
    Answer rankingBySearches() {
        return Answer.json(
                "POST /rerank",
                "{'id':'1','results':[{'index':0,'relevance_score':0.9}],'meta':{'billed_units':{'search_units':1}}}",
                Invoice.OTHERWISE,
                false);
    }

    Answer search() {
        return Answer.json(
                "POST /vector_stores/{}/search",
                "{'object':'vector_store.search_results.page','search_query':['x'],'data':[{'file_id':'file_1','score':0.9,'content':[{'type':'text','text':'"
                        + figures.trap() + "'}]}],'has_more':false}",
                Invoice.OTHERWISE,
                false);
    }

    /** Its figures grow while it is worked on. */
    Answer batch() {
        return later("POST /batches", "{'object':'batch','status':'validating','usage':" + ZERO + "}");
    }

    Answer evalRun() {
        return later(
                "POST /evals/{}/runs",
                "{'object':'eval.run','status':'queued','per_model_usage':[],'usage':" + ZERO + "}");
    }

    Answer fineTuning() {
        return later(
                "POST /fine_tuning/jobs",
                "{'object':'fine_tuning.job','status':'validating_files','trained_tokens':null}");
    }

    Answer resumedFineTuning() {
        return later("POST /fine_tuning/jobs/{}/resume", "{'object':'fine_tuning.job','status':'running'}");
    }

    Answer grading() {
        return later(
                "POST /fine_tuning/alpha/graders/run",
                "{'reward':1.0,'metadata':{'token_usage':12},'model_grader_token_usage_per_model':{'m':12}}");
    }

    /** A session is paid for. */
    Answer container() {
        return later("POST /containers", "{'object':'container','status':'running'}");
    }

    /** What is said in it is paid for. */
    Answer realtimeCall() {
        return Answer.of("POST /realtime/calls", "application/sdp", "v=0\r\n", Invoice.OTHERWISE, false)
                .asForm();
    }

    private static Answer later(String call, String object) {
        return Answer.json(call, object, Invoice.OTHERWISE, false);
    }
}
