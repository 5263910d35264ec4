package dev.sluice.core.support.invoice;

/**
 * A call, and its answer.
 *
 * @param method the method
 * @param target what was asked
 * @param asked the request's body
 * @param sent its content type
 * @param status the answer's status
 * @param type its content type
 * @param body the answer
 * @param invoice what the upstream charges
 * @param stated whether the answer says the figures
 */
public record Answer(
        String method,
        String target,
        String asked,
        String sent,
        int status,
        String type,
        String body,
        Invoice invoice,
        boolean stated) {
    static final String JSON = "application/json";
    static final String EVENTS = "text/event-stream; charset=utf-8";

    /** A model that costs nothing by the table of prices. */
    public static final String FREE_MODEL = "omni-moderation-latest";

    /** Bounds forms. */
    static final String BOUNDARY = "xyz";

    /** A call with an id wherever its path wants one, answered with {@code application/json}. */
    static Answer json(String call, String body, Invoice invoice, boolean stated) {
        return of(call, JSON, body, invoice, stated);
    }

    /** A call that asks for no stream. */
    static Answer of(String call, String type, String body, Invoice invoice, boolean stated) {
        return new Answer(method(call), target(call), request(false), JSON, 200, type, quoted(body), invoice, stated)
                .withoutBodyIfReading();
    }

    /** A call that asks for a stream. */
    static Answer stream(String call, String events, Invoice invoice, boolean stated) {
        return new Answer(
                method(call), target(call), request(true), JSON, 200, EVENTS, quoted(events), invoice, stated);
    }

    private static String request(boolean stream) {
        return "{\"model\":\"m\"" + (stream ? ",\"stream\":true}" : "}");
    }

    private static String method(String call) {
        return call.substring(0, call.indexOf(' '));
    }

    private static String target(String call) {
        return "/v1" + call.substring(call.indexOf(' ') + 1).replaceAll("\\{[^}]+}", "id_1");
    }

    /** Quotes in JSON are written as apostrophes here. */
    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    private Answer withoutBodyIfReading() {
        return method.equals("POST") ? this : asked("", "");
    }

    private Answer asked(String body, String contentType) {
        return new Answer(method, target, body, contentType, status, type, this.body, invoice, stated);
    }

    /** The same of another model. */
    Answer ofModel(String model) {
        return asked(asked.replace("\"m\"", "\"" + model + "\""), sent);
    }

    /** The same, asked with a form. */
    Answer asForm() {
        String part = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"";
        String stream = asked.contains("stream") ? part + "stream\"\r\n\r\ntrue\r\n" : "";
        return asked(
                part + "model\"\r\n\r\nm\r\n" + stream + part
                        + "file\"; filename=\"a\"\r\nContent-Type: application/octet-stream\r\n\r\nabc\r\n--" + BOUNDARY
                        + "--\r\n",
                "multipart/form-data; boundary=" + BOUNDARY);
    }

    /** The same call, refused: nothing is charged. */
    Answer refused(int code) {
        return new Answer(
                method,
                target,
                asked,
                sent,
                code,
                JSON,
                "{\"error\":{\"message\":\"No.\",\"type\":\"invalid_request_error\"}}",
                Invoice.NOTHING,
                false);
    }

    /** The call, as OpenAI's description writes it, but for names of parameters. */
    String call() {
        return method + " " + target.substring("/v1".length()).replace("id_1", "{}");
    }

    /** Whether the upstream charges nothing for whatever this model does. */
    public boolean isFree() {
        return asked.contains(FREE_MODEL);
    }

    @Override
    public String toString() {
        return call() + ", " + status + ", " + type + ", " + invoice + ": " + body;
    }
}
