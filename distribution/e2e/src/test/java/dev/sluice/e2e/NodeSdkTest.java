package dev.sluice.e2e;

import dev.sluice.e2e.node.NodeWalks;
import dev.sluice.e2e.support.DirectTarget;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The walks of the npm package against the fake alone: what they find here is the fake's, not the gateway's. */
final class NodeSdkTest {
    private static final DirectTarget FAKE = new DirectTarget();

    @AfterAll
    static void close() {
        FAKE.close();
    }

    @TestFactory
    Stream<DynamicTest> walks() throws IOException, InterruptedException {
        return NodeWalks.against(FAKE);
    }
}
