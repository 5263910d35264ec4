package dev.sluice.core.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.Body;
import org.junit.jupiter.api.Test;

class GatewayExceptionTest {
    private static String body(GatewayException failure) {
        Body.Bytes body = (Body.Bytes) ErrorReplies.of(failure).body();
        return UTF_8.decode(body.slices().get(0)).toString();
    }

    @Test
    void aFailureMayHaveACodeOfItsOwn() {
        GatewayException failure = GatewayException.invalidRequest("No.", "tools[0]", "invalid_type");
        assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
        assertThat(body(failure))
                .isEqualTo("{\"error\":{\"message\":\"No.\",\"type\":\"invalid_request_error\","
                        + "\"param\":\"tools[0]\",\"code\":\"invalid_type\"}}");
    }

    @Test
    void otherwiseItHasThatOfItsKind() {
        assertThat(GatewayException.notSent(ErrorKind.MODEL_NOT_FOUND, "No.").code())
                .isEqualTo("model_not_found");
        assertThat(body(GatewayException.invalidRequest("No.", null, null))).endsWith("\"param\":null,\"code\":null}}");
    }
}
