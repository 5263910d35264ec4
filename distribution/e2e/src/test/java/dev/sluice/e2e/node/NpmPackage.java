package dev.sluice.e2e.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;

/**
 * A package of the npm registry, pinned.
 *
 * @param name the package's name
 * @param version its version
 * @param sha512 the hash of its archive in base64, as the registry's {@code dist.integrity} gives it
 */
record NpmPackage(String name, String version, String sha512) {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration DOWNLOAD = Duration.ofMinutes(5);

    /** The unpacked package in the user's cache; fetched first if it is not there. */
    Path unpacked() throws IOException, InterruptedException {
        Path home = cache().resolve(name + "-" + version);
        if (Files.isDirectory(home)) {
            return home;
        }
        byte[] archive = verified(download());
        Files.createDirectories(cache());
        Path partial = Files.createTempDirectory(cache(), "partial-");
        TarGz.unpack(new ByteArrayInputStream(archive), partial);
        try {
            // Whole or not at all: another build may be looking.
            return Files.move(partial, home);
        } catch (FileSystemException e) {
            if (Files.isDirectory(home)) {
                return home;
            }
            throw e;
        }
    }

    private byte[] download() throws IOException, InterruptedException {
        URI archive = URI.create(registry() + "/" + name + "/-/" + name + "-" + version + ".tgz");
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(archive).timeout(DOWNLOAD).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("The npm registry answers " + response.statusCode() + " for " + name + "@" + version);
        }
        return response.body();
    }

    private byte[] verified(byte[] archive) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(archive);
            if (!MessageDigest.isEqual(digest, Base64.getDecoder().decode(sha512))) {
                throw new IOException(name + "@" + version + " is not what was pinned");
            }
            return archive;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String registry() {
        String set = System.getenv().getOrDefault("NPM_CONFIG_REGISTRY", "https://registry.npmjs.org");
        return set.endsWith("/") ? set.substring(0, set.length() - 1) : set;
    }

    private static Path cache() {
        String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path caches = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return caches.resolve("sluice").resolve("npm");
    }
}
