package dev.sluice.core.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormPartsTest {
    private static final String FORM = String.join(
            "\r\n",
            "ignored",
            "--x",
            "Content-Disposition: form-data; name=\"purpose\"",
            "",
            "assistants",
            "--x",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a \\\"b\\\".txt\"",
            "Content-Type: text/plain",
            "",
            "one",
            "--y\r",
            "--",
            "-two",
            "",
            "--x",
            "Content-Disposition: form-data; name=\"other\"; filename*=UTF-8''na%C3%AFve.txt",
            "",
            "",
            "--x--",
            "ignored");

    private static final List<String> PARTS =
            List.of("purpose=assistants", "file (a \"b\".txt)=one\r\n--y\r\r\n--\r\n-two\r\n", "other (naïve.txt)=");

    private static List<String> parts(String form, int pieceSize) {
        Parts parts = new Parts();
        FormParts reader = new FormParts("x", parts);
        byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += pieceSize) {
            reader.feed(ByteBuffer.wrap(bytes, i, Math.min(pieceSize, bytes.length - i)));
        }
        parts.complete = reader.isComplete();
        assertThat(parts.complete).isEqualTo(form.contains("--x--"));
        return parts.all;
    }

    @Test
    void partsAreTheSameHoweverTheBytesAreCut() {
        for (int size = 1; size <= FORM.length(); size++) {
            assertThat(parts(FORM, size)).as("pieces of %s bytes", size).isEqualTo(PARTS);
        }
    }

    @Test
    void aFormThatBreaksOffIsNotComplete() {
        assertThat(parts(FORM.substring(0, FORM.indexOf("-two")), 7)).containsExactly("purpose=assistants");
    }

    @Test
    void partsWithoutANameAreLeftOut() {
        assertThat(parts("--x\r\nContent-Type: text/plain\r\n\r\nlost\r\n--x--", 4))
                .isEmpty();
    }

    private static final class Parts implements FormParts.Listener {
        final List<String> all = new ArrayList<>();
        boolean complete;
        private String head = "";
        private StringBuilder content = new StringBuilder();

        @Override
        public void begin(String name, @Nullable String filename) {
            head = filename == null ? name : name + " (" + filename + ")";
            content = new StringBuilder();
        }

        @Override
        public void content(ByteBuffer piece) {
            content.append(StandardCharsets.ISO_8859_1.decode(piece));
        }

        @Override
        public void end() {
            all.add(head + "=" + content);
        }
    }
}
