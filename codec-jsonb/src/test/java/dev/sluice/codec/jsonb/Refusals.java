package dev.sluice.codec.jsonb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.assistants.request.ListQuery;
import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How a request is refused, word for word. */
abstract class Refusals {
    final JsonbCodec codec = new JsonbCodec();

    final GatewayException refusal(Class<?> type, String body) {
        GatewayException failure = catchThrowableOfType(
                GatewayException.class, () -> codec.assistants().readRequest(body.getBytes(UTF_8), type));
        assertThat(failure).as("refused: %s", body).isNotNull();
        assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
        assertThat(failure.reach()).isEqualTo(Reach.NOT_SENT);
        return failure;
    }

    final void refused(Class<?> type, String body, String message, @Nullable String param, @Nullable String code) {
        GatewayException failure = refusal(type, body);
        assertThat(failure.getMessage()).isEqualTo(message);
        assertThat(failure.param()).isEqualTo(param);
        assertThat(failure.code()).isEqualTo(code);
    }

    final void refusedQuery(String query, String message, String param, String code) {
        GatewayException failure = catchThrowableOfType(
                GatewayException.class, () -> codec.assistants().readQuery(query, ListQuery.class));
        assertThat(failure.getMessage()).isEqualTo(message);
        assertThat(failure.param()).isEqualTo(param);
        assertThat(failure.code()).isEqualTo(code);
    }

    static String objects(int count, String object) {
        return IntStream.range(0, count).mapToObj(i -> object).collect(Collectors.joining(",", "[", "]"));
    }

    static String pairs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"k" + i + "\":\"v\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
