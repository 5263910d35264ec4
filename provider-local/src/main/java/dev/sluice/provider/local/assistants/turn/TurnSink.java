package dev.sluice.provider.local.assistants.turn;

import dev.sluice.core.assistants.model.FileSearchResult;
import dev.sluice.core.assistants.model.RunError;
import dev.sluice.core.assistants.model.TokenUsage;
import dev.sluice.core.json.JsonNode;
import java.util.List;

/** Takes what a model says, piece by piece, in order. */
public interface TurnSink {
    /** More text. */
    void text(String piece);

    /** More of a refusal. */
    void refusal(String piece);

    /** What is said next is another part of the message. */
    void part();

    /** A message has ended; what is said next belongs to another. */
    void endMessage();

    /** A call of a function begins; the index is its own in this turn. */
    void call(int index, String id, String name);

    /** More arguments of a call that has begun. */
    void arguments(int index, String piece);

    /** A run of the code interpreter begins. */
    void code();

    /** More of its code. */
    void codePiece(String piece);

    /** The code was run. */
    void codeOutputs(List<CodeResult> outputs);

    /** A search that the account of the model makes begins. */
    void search();

    /** It was made. */
    void found(List<FileSearchResult> results);

    /** What was said last is from that file, in which something was found. */
    void cite(String fileId, String name);

    /** The text names a file that code made, or a picture that it made belongs to the message. */
    void made(MadeFile file);

    /** Something that must be sent back in the next turn as it is. */
    void item(JsonNode item);

    /** The tokens of this turn. */
    void usage(TokenUsage usage);

    /** The model stopped. */
    void finish(Finish finish);

    /** The model failed. */
    void fail(RunError error);

    /** Somebody has stopped the model in its account. */
    void cancelled();
}
