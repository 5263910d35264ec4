package dev.sluice.e2e.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.sluice.core.http.Headers;
import dev.sluice.testkit.fake.wire.HttpListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NpmCacheTest {
    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();
    private final HttpListener registry = new HttpListener((request, reply) -> reply.whole(
            request.target().equals("/tool/-/tool-1.2.3.tgz") ? 200 : 404, Headers.EMPTY, archive.toByteArray()));

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void a_package_is_fetched_once_and_unpacked() throws Exception {
        pack("package/bin/tool", 0755, "#!".repeat(400));
        NpmPackage tool = new NpmPackage("tool", "1.2.3", hash());

        Path home = cache().unpacked(tool);

        assertThat(home.resolve("bin/tool")).hasContent("#!".repeat(400)).isExecutable();
        registry.close();
        assertThat(cache().unpacked(tool)).isEqualTo(home);
    }

    @Test
    void a_package_that_is_not_what_was_pinned_is_not_kept() throws Exception {
        pack("package/bin/tool", 0755, "honest");
        NpmPackage tool = new NpmPackage("tool", "1.2.3", hash());
        archive.write(0);

        assertThatIOException().isThrownBy(() -> cache().unpacked(tool)).withMessageContaining("not what was pinned");

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void an_entry_cannot_leave_its_package() throws Exception {
        pack("package/../../evil", 0644, "evil");

        assertThatIOException()
                .isThrownBy(() -> cache().unpacked(new NpmPackage("tool", "1.2.3", hash())))
                .withMessageContaining("outside");
    }

    private NpmCache cache() {
        return new NpmCache("http://127.0.0.1:" + registry.port(), directory);
    }

    private String hash() throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-512").digest(archive.toByteArray()));
    }

    private void pack(String name, int mode, String content) throws IOException {
        int padded = (content.length() + 511) / 512 * 512;
        byte[] tar = new byte[512 + padded + 1024];
        put(tar, 0, name);
        put(tar, 100, String.format("%07o", mode));
        put(tar, 124, String.format("%011o", content.length()));
        put(tar, 156, "0");
        put(tar, 512, content);
        try (GZIPOutputStream gzip = new GZIPOutputStream(archive)) {
            gzip.write(tar);
        }
    }

    private static void put(byte[] tar, int offset, String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, tar, offset, bytes.length);
    }
}
