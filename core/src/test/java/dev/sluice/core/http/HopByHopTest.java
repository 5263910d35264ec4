package dev.sluice.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HopByHopTest {
    @Test
    void stripsTheFixedOnesAndThoseThatConnectionNames() {
        Headers headers = Headers.of(
                "Connection", "close, X-Private",
                "connection", "keep-alive,x-other",
                "Keep-Alive", "timeout=5",
                "TE", "trailers",
                "Trailer", "x",
                "Transfer-Encoding", "chunked",
                "Upgrade", "h2c",
                "Proxy-Authorization", "Basic x",
                "Proxy-Connection", "close",
                "x-private", "1",
                "X-Other", "2",
                "Content-Length", "3",
                "X-Kept", "a",
                "x-kept", "b");

        assertThat(HopByHop.strip(headers)).isEqualTo(Headers.of("Content-Length", "3", "X-Kept", "a", "x-kept", "b"));
    }

    @Test
    void whatSaysMoreThanTheUsualNamesHeadersWhereverItStands() {
        assertThat(HopByHop.strip(
                        Headers.of("Connection", "Keep-Alive", "CONNECTION", "x-one , X-Two", "X-TWO", "2", "Y", "3")))
                .isEqualTo(Headers.of("Y", "3"));
        assertThat(HopByHop.strip(Headers.of("Connection", "Close", "close", "1")))
                .isEqualTo(Headers.of("close", "1"));
    }

    /** Takes minutes where each name costs as much as there are names. */
    @Test
    @Timeout(60)
    void manyNamesCostNoMoreThanTheirLength() {
        String names = "a,".repeat(30_000) + "b".repeat(60_000);
        for (int i = 0; i < 50; i++) {
            assertThat(HopByHop.strip(Headers.of("Connection", names, "A", "1", "C", "2")))
                    .isEqualTo(Headers.of("C", "2"));
        }
    }

    @Test
    void keepsEverythingElseInOrderAndSpelling() {
        Headers headers = Headers.of("b", "1", "A", "2", "set-cookie", "x=1", "Set-Cookie", "y=2");
        assertThat(HopByHop.strip(headers)).isEqualTo(headers);
    }
}
