package dev.sluice.e2e.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testkit.fault.FaultyUpstream;
import dev.sluice.testkit.fault.RawHttpClient;
import dev.sluice.testkit.fault.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The jar runs on epoll where it can, and elsewhere all the same. */
@EnabledOnOs(OS.LINUX)
final class EpollIT {
    private static final String LIBRARY = "netty_transport_native_epoll";

    @Test
    void isUsedWhereItIs(@TempDir Path directory) throws Exception {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", "on epoll"));
                Rig rig = Rig.upstream(upstream.port()).start(directory)) {
            assertThat(Files.readString(maps(rig))).contains(LIBRARY);
            assertThat(ask(rig)).isEqualTo("on epoll");
        }
    }

    @Test
    void isNotMissedWhereItIsNot(@TempDir Path directory) throws Exception {
        try (FaultyUpstream upstream = FaultyUpstream.answering(Script.answer("200 OK", "on NIO"));
                Rig rig = Rig.upstream(upstream.port())
                        .javaOptions("-Dio.netty.transport.noNative=true")
                        .start(directory)) {
            assertThat(Files.readString(maps(rig))).doesNotContain(LIBRARY);
            assertThat(ask(rig)).isEqualTo("on NIO");
        }
    }

    private static Path maps(Rig rig) {
        return Path.of("/proc", Long.toString(rig.process().pid()), "maps");
    }

    private static String ask(Rig rig) throws IOException {
        try (RawHttpClient client = rig.connect()) {
            client.request("GET", "/openai/x", Rig.HOST, Rig.AUTH);
            return client.readResponse().text();
        }
    }
}
