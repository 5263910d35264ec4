package dev.sluice.core.log;

/**
 * What was said in a call, for those who may know it: cut at a limit, with keys and configured patterns blotted out.
 *
 * @param callId the id of the call
 * @param request the body of the request; empty where it was no text
 * @param answer the body of the answer, as far as it came; empty where it was no text
 * @param cut whether either was longer
 */
public record CallContent(String callId, String request, String answer, boolean cut) {
    /** The sizes only. */
    @Override
    public String toString() {
        return "CallContent[callId=%s, request=%d characters, answer=%d characters]"
                .formatted(callId, request.length(), answer.length());
    }
}
