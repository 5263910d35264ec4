package dev.sluice.core.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
    @Test
    void aCloseFrameHoldsItsCodeAndReason() {
        Frame close = Frame.close(4000, "grüße");
        assertThat(close.isClose()).isTrue();
        assertThat(close.last()).isTrue();
        assertThat(close.closeCode()).hasValue(4000);
        assertThat(close.closeReason()).isEqualTo("grüße");
    }

    @Test
    void aReasonThatIsTooLongIsCutBetweenTwoCharacters() {
        Frame close = Frame.close(1014, "x".repeat(121) + "😀");
        assertThat(close.size()).isEqualTo(123);
        assertThat(close.closeReason()).isEqualTo("x".repeat(121));
        assertThat(Frame.close(1014, "x".repeat(119) + "😀y").size()).isEqualTo(Frame.LONGEST_CONTROL);
    }

    @Test
    void noCodeIsNoCode() {
        Frame close = new Frame(Frame.Kind.CLOSE, true, ByteBuffer.allocate(0));
        assertThat(close.closeCode()).isEmpty();
        assertThat(close.closeReason()).isEmpty();
        Frame text = new Frame(Frame.Kind.TEXT, true, ByteBuffer.allocate(2));
        assertThat(text.closeCode()).isEmpty();
    }

    @Test
    void thePayloadIsNotPrinted() {
        ByteBuffer prompt = ByteBuffer.wrap("my secret".getBytes(StandardCharsets.UTF_8));
        assertThat(new Frame(Frame.Kind.TEXT, false, prompt)).hasToString("TEXT, more follows, 9 bytes");
        assertThat(Frame.close(1000, "my secret")).hasToString("CLOSE, 11 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4000, 4999})
    void codesThatMayBeSent(int code) {
        assertThat(CloseCode.isValid(code)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
    void codesThatMayNot(int code) {
        assertThat(CloseCode.isValid(code)).isFalse();
    }
}
