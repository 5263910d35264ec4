package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.sdk.JavaWalk;
import dev.sluice.e2e.support.GatewayTarget;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The walk of openai-java through the built jar, under both of its base URLs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JavaSdkIT {
    private GatewayTarget gateway;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        gateway = GatewayTarget.start();
    }

    @AfterAll
    void close() throws IOException {
        if (gateway != null) {
            assertThat(gateway.upstream().requests()).isNotEmpty();
            gateway.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> without_version() {
        return JavaWalk.against(gateway.at("/openai"));
    }

    @TestFactory
    Stream<DynamicTest> with_version() {
        return JavaWalk.against(gateway.at("/openai/v1"));
    }
}
