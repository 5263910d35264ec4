package dev.sluice.bench;

import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HopByHop;
import dev.sluice.core.passthrough.Gate;
import dev.sluice.core.secret.Secret;
import dev.sluice.testkit.StaticKeys;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Headers on their way: those of a request to its upstream, those of an answer to its client. */
@State(Scope.Benchmark)
public class HeadersBench {
    private final Gate gate = new Gate(new StaticKeys(Secret.of("sk-bench-0123456789"), Map.of()), Optional.empty());

    @Benchmark
    public Headers request() {
        return gate.forUpstream(Samples.REQUEST_HEADERS);
    }

    @Benchmark
    public Headers answer() {
        return HopByHop.strip(Samples.ANSWER_HEADERS).toBuilder()
                .add("x-litellm-call-id", "0198c0de-0000-7000-8000-000000000000")
                .add("x-litellm-model-id", "one")
                .build();
    }
}
