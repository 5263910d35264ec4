package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.call.Principal;
import dev.sluice.core.http.Headers;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.KeyStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private static final Secret MASTER = Secret.of("sk-master");
    private static final Secret OTHER = Secret.of("sk-team-a");

    private final Gate gate = new Gate(new Keys(), Optional.empty());

    private String admitted(String key) {
        return gate.admit(Headers.of("Authorization", "Bearer " + key))
                .toCompletableFuture()
                .handle((principal, refusal) -> refusal == null ? principal.name() : "nobody")
                .join();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate|gzip, deflate",
                "GZIP;q=0.5 , identity|GZIP;q=0.5 , identity",
                "gzip, br;q=1, zstd|gzip",
                "br|identity",
                "*|identity",
            })
    void onlyWhatCanBeReadOnTheWayIsAskedFor(String accepted, String forUpstream) {
        assertThat(gate.forUpstream(Headers.of("accept-encoding", accepted)).all("Accept-Encoding"))
                .containsExactly(forUpstream);
    }

    @Test
    void noFieldIsForgotten() {
        Headers two = Headers.of("Accept-Encoding", "gzip", "accept-encoding", "br, zstd");
        assertThat(gate.forUpstream(two)).isEqualTo(Headers.of("Accept-Encoding", "gzip"));
        Headers readable = Headers.of("Accept-Encoding", "gzip", "accept-encoding", "deflate");
        assertThat(gate.forUpstream(readable)).isEqualTo(readable);
    }

    @Test
    void whoPresentsAnotherKeyThanTheCallBeforeIsSomebodyElse() {
        for (int turn = 0; turn < 2; turn++) {
            assertThat(admitted("sk-master")).isEqualTo(Principal.MASTER.name());
            assertThat(admitted("sk-team-a")).isEqualTo("team-a");
            assertThat(admitted("sk-team-b")).isEqualTo("nobody");
            assertThat(admitted("sk-team-b")).isEqualTo("nobody");
            assertThat(admitted("sk-maste")).isEqualTo("nobody");
            assertThat(admitted("sk-master1")).isEqualTo("nobody");
            assertThat(admitted("")).isEqualTo("nobody");
        }
    }

    private static final class Keys implements KeyStore {
        @Override
        public CompletionStage<Optional<Principal>> authenticate(@Nullable Secret presented) {
            return CompletableFuture.completedFuture(
                    MASTER.equals(presented)
                            ? Optional.of(Principal.MASTER)
                            : OTHER.equals(presented) ? Optional.of(new Principal("team-a")) : Optional.empty());
        }

        @Override
        public Secret resolve(SecretRef reference) {
            throw new IllegalStateException("No secret is asked for");
        }
    }
}
