package dev.sluice.core.support.invoice;

import static dev.sluice.core.support.invoice.Figures.figure;
import static dev.sluice.core.support.invoice.Figures.ofChat;
import static dev.sluice.core.support.invoice.Figures.ofResponse;

import dev.sluice.core.log.Quantity;
import java.util.EnumMap;
import java.util.Map;

/** Answers of models that write. */
final class TextAnswers {
    private static final String CHAT = "POST /chat/completions";
    private static final String COMPLETIONS = "POST /completions";
    private static final String RESPONSES = "POST /responses";

    private final Figures figures;

    TextAnswers(Figures figures) {
        this.figures = figures;
    }

    Answer chat() {
        return chat("default");
    }

    /** At another price. */
    Answer priorityChat() {
        Answer usual = chat("priority");
        return Answer.json(CHAT, usual.body(), usual.invoice().andMore(), true);
    }

    private Answer chat(String tier) {
        Map<Quantity, Long> billed = figures.tokens();
        return Answer.json(
                CHAT,
                "{'id':'chatcmpl-1','object':'chat.completion','model':'gpt-4o-2024-08-06','choices':[{'message':{'content':'"
                        + figures.trap() + "'},'finish_reason':'stop'}],'usage':" + ofChat(billed)
                        + ",'service_tier':'" + tier + "'}",
                Invoice.of(billed),
                true);
    }

    /** With {@code include_usage}. */
    Answer chatStream() {
        return chatStream(true);
    }

    /** Without {@code include_usage}. */
    Answer silentChatStream() {
        return chatStream(false);
    }

    private Answer chatStream(boolean included) {
        Map<Quantity, Long> billed = figures.tokens();
        Events events = new Events();
        for (int i = 0; i <= figures.upTo(4); i++) {
            events.add("{'id':'chatcmpl-1','object':'chat.completion.chunk','choices':[{'delta':{'content':'"
                    + figures.trap() + "'},'finish_reason':null}]" + (included ? ",'usage':null" : "") + "}");
        }
        if (included) {
            events.add("{'object':'chat.completion.chunk','choices':[],'usage':" + ofChat(billed) + "}");
        }
        return Answer.stream(CHAT, events.done(), Invoice.of(billed), included);
    }

    Answer completion() {
        Map<Quantity, Long> billed = figures.tokens();
        return Answer.json(
                COMPLETIONS,
                "{'object':'text_completion','choices':[{'finish_reason':'stop'}],'usage':" + ofChat(billed) + "}",
                Invoice.of(billed),
                true);
    }

    /** As some servers do, it says with each event how far it has got. */
    Answer completionStream() {
        Map<Quantity, Long> billed = figures.tokens();
        Events events = new Events();
        long all = figure(billed, Quantity.OUTPUT_TOKENS);
        for (int i = 1; i <= 3; i++) {
            long written = all * i / 3;
            Map<Quantity, Long> soFar = new EnumMap<>(billed);
            soFar.put(Quantity.OUTPUT_TOKENS, written);
            soFar.put(Quantity.TOTAL_TOKENS, written + figure(billed, Quantity.INPUT_TOKENS));
            soFar.put(
                    Quantity.REASONING_OUTPUT_TOKENS,
                    Math.min(written, figure(billed, Quantity.REASONING_OUTPUT_TOKENS)));
            events.add("{'object':'text_completion','choices':[{'text':'" + figures.trap() + "'}],'usage':"
                    + ofChat(soFar) + "}");
        }
        return Answer.stream(COMPLETIONS, events.done(), Invoice.of(billed), true);
    }

    Answer response() {
        Map<Quantity, Long> billed = figures.tokens();
        return Answer.json(RESPONSES, response("message", ofResponse(billed)), Invoice.of(billed), true);
    }

    /** The upstream ran a tool of its own. */
    Answer responseWithSearch() {
        Map<Quantity, Long> billed = figures.tokens();
        return Answer.json(
                RESPONSES,
                response("web_search_call", ofResponse(billed)),
                Invoice.of(billed).andMore(),
                true);
    }

    private static String response(String output, String usage) {
        return "{'object':'response','status':'completed','output':[{'type':'" + output + "'}],'usage':" + usage + "}";
    }

    /** The work is done later. */
    Answer backgroundResponse() {
        return Answer.json(
                RESPONSES,
                "{'object':'response','status':'queued','background':true,'output':[],'usage':null}",
                Invoice.of(figures.tokens()),
                false);
    }

    Answer compaction() {
        Map<Quantity, Long> billed = figures.tokens();
        return Answer.json(
                "POST /responses/compact",
                "{'id':'resp_1','object':'response.compaction','output':[{'type':'compaction'}],'usage':"
                        + ofResponse(billed) + "}",
                Invoice.of(billed),
                true);
    }

    Answer responseStream() {
        return responseStream("completed");
    }

    /** It was as long as it may be. */
    Answer incompleteResponseStream() {
        return responseStream("incomplete");
    }

    private Answer responseStream(String end) {
        Map<Quantity, Long> billed = figures.tokens();
        Events events = new Events()
                .typed("response.created", "'response':{'id':'resp_1','status':'in_progress','usage':null}");
        for (int i = 0; i <= figures.upTo(3); i++) {
            events.typed("response.output_text.delta", "'delta':'" + figures.trap() + "'");
        }
        events.typed(
                "response." + end,
                "'response':{'id':'resp_1','status':'" + end
                        + "','output':[{'type':'message','content':[{'text':'" + figures.trap() + "'}]}],'usage':"
                        + ofResponse(billed) + "}");
        return Answer.stream(RESPONSES, events.text(), Invoice.of(billed), true);
    }

    Answer embeddings() {
        Map<Quantity, Long> billed = figures.inputOnly();
        long tokens = figure(billed, Quantity.INPUT_TOKENS);
        return Answer.json(
                "POST /embeddings",
                "{'object':'list','data':[{'embedding':[0.1,0.2]}],'usage':{'prompt_tokens':%d,'total_tokens':%d}}"
                        .formatted(tokens, tokens),
                Invoice.of(billed),
                true);
    }
}
