package dev.sluice.core.support.invoice;

import static dev.sluice.core.support.invoice.Figures.plain;

import dev.sluice.core.log.Quantity;
import java.util.Map;

/** Answers of models that paint, listen, speak and film. */
final class MediaAnswers {
    private static final String GENERATIONS = "POST /images/generations";
    private static final String EDITS = "POST /images/edits";
    private static final String SPEECH = "POST /audio/speech";
    private static final String TRANSCRIPTIONS = "POST /audio/transcriptions";
    private static final long SECOND = 1_000_000;

    private final Figures figures;

    MediaAnswers(Figures figures) {
        this.figures = figures;
    }

    Answer image() {
        return image(GENERATIONS);
    }

    Answer editedImage() {
        return image(EDITS).asForm();
    }

    private Answer image(String call) {
        Map<Quantity, Long> billed = figures.plainTokens();
        return Answer.json(
                call,
                "{'created':1,'data':[{'b64_json':'" + figures.noise(300) + "'}],'usage':" + plain(billed) + "}",
                Invoice.of(billed),
                true);
    }

    /** Older models are paid for by the picture. */
    Answer oldImage() {
        return Answer.json(GENERATIONS, pictures(), Invoice.OTHERWISE, false);
    }

    Answer variation() {
        return Answer.json("POST /images/variations", pictures(), Invoice.OTHERWISE, false)
                .asForm();
    }

    private static String pictures() {
        return "{'created':1,'data':[{'url':'https://pictures.test/1'},{'url':'https://pictures.test/2'}]}";
    }

    Answer imageStream() {
        return imageStream(GENERATIONS, "image_generation");
    }

    Answer editedImageStream() {
        return imageStream(EDITS, "image_edit").asForm();
    }

    private Answer imageStream(String call, String event) {
        Map<Quantity, Long> billed = figures.plainTokens();
        Events events = new Events();
        for (int i = 0; i < figures.upTo(3); i++) {
            events.typed(
                    event + ".partial_image", "'b64_json':'" + figures.noise(100) + "','partial_image_index':" + i);
        }
        events.typed(event + ".completed", "'b64_json':'" + figures.noise(200) + "','usage':" + plain(billed));
        return Answer.stream(call, events.text(), Invoice.of(billed), true);
    }

    Answer transcription() {
        Map<Quantity, Long> billed = figures.plainTokens();
        return Answer.json(
                        TRANSCRIPTIONS,
                        "{'text':'" + figures.trap() + "','usage':" + plain(billed) + "}",
                        Invoice.of(billed),
                        true)
                .asForm();
    }

    /** Older models are paid for by the second. */
    Answer timedTranscription() {
        long seconds = figures.upTo(600);
        return Answer.json(
                        TRANSCRIPTIONS,
                        "{'text':'" + figures.trap() + "','usage':{'type':'duration','seconds':" + seconds + "}}",
                        Invoice.of(Map.of(Quantity.AUDIO_MICROS, seconds * SECOND)),
                        true)
                .asForm();
    }

    Answer subtitles() {
        return Answer.of(
                        TRANSCRIPTIONS,
                        "text/plain; charset=utf-8",
                        "1\n00:00:00,000 --> 00:00:04,000\n" + figures.noise(40),
                        Invoice.OTHERWISE,
                        false)
                .asForm();
    }

    Answer transcriptionStream() {
        Map<Quantity, Long> billed = figures.plainTokens();
        Events events = new Events();
        for (int i = 0; i < figures.upTo(4); i++) {
            events.typed("transcript.text.delta", "'delta':'" + figures.trap() + "'");
        }
        events.typed("transcript.text.done", "'text':'" + figures.trap() + "','usage':" + plain(billed));
        return Answer.stream(TRANSCRIPTIONS, events.text(), Invoice.of(billed), true)
                .asForm();
    }

    Answer translation() {
        return Answer.json("POST /audio/translations", "{'text':'" + figures.trap() + "'}", Invoice.OTHERWISE, false)
                .asForm();
    }

    Answer speech() {
        return Answer.of(SPEECH, "audio/mpeg", figures.noise(400), Invoice.OTHERWISE, false);
    }

    /** With {@code stream_format: sse}. */
    Answer speechStream() {
        Map<Quantity, Long> billed = figures.plainTokens();
        Events events = new Events();
        for (int i = 0; i < figures.upTo(4); i++) {
            events.typed("speech.audio.delta", "'audio':'" + figures.noise(60) + "'");
        }
        events.typed("speech.audio.done", "'usage':" + plain(billed));
        return Answer.stream(SPEECH, events.text(), Invoice.of(billed), true);
    }

    Answer video() {
        return film("POST /videos").asForm();
    }

    Answer remix() {
        return film("POST /videos/{}/remix");
    }

    Answer editedVideo() {
        return film("POST /videos/edits");
    }

    Answer extendedVideo() {
        return film("POST /videos/extensions");
    }

    private static Answer film(String call) {
        return Answer.json(
                call,
                "{'id':'video_1','object':'video','model':'sora-2','status':'queued','progress':0,'seconds':'4'}",
                Invoice.OTHERWISE,
                false);
    }
}
