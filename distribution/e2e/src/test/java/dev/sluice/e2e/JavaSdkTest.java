package dev.sluice.e2e;

import dev.sluice.e2e.sdk.JavaWalk;
import dev.sluice.e2e.support.DirectTarget;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The walk of openai-java against the fake alone: what it finds here is the fake's, not the gateway's. */
final class JavaSdkTest {
    private static final DirectTarget FAKE = new DirectTarget();

    @AfterAll
    static void close() {
        FAKE.close();
    }

    @TestFactory
    Stream<DynamicTest> walk() {
        return JavaWalk.against(FAKE);
    }
}
