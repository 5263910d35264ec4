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
 * Packages, unpacked; those that are not there are fetched first, and kept only if they are what was pinned.
 *
 * @param registry the base of the registry, without a slash at its end
 * @param directory where packages are kept
 */
record NpmCache(String registry, Path directory) {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration DOWNLOAD = Duration.ofMinutes(5);

    /** The user's cache and the registry that npm itself would ask. */
    static NpmCache ofUser() {
        String registry = System.getenv().getOrDefault("NPM_CONFIG_REGISTRY", "https://registry.npmjs.org");
        String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path home = caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        return new NpmCache(
                registry.endsWith("/") ? registry.substring(0, registry.length() - 1) : registry,
                home.resolve("sluice").resolve("npm"));
    }

    /** The directory of the package's content. */
    Path unpacked(NpmPackage wanted) throws IOException, InterruptedException {
        Path home = directory.resolve(wanted.directory());
        if (Files.isDirectory(home)) {
            return home;
        }
        byte[] archive = verified(wanted, download(wanted));
        Files.createDirectories(directory);
        Path partial = Files.createTempDirectory(directory, "partial-");
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

    private byte[] download(NpmPackage wanted) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + wanted.archivePath()))
                .timeout(DOWNLOAD)
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("The npm registry answers " + response.statusCode() + " for " + wanted);
        }
        return response.body();
    }

    private static byte[] verified(NpmPackage wanted, byte[] archive) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(archive);
            if (!MessageDigest.isEqual(digest, Base64.getDecoder().decode(wanted.sha512()))) {
                throw new IOException(wanted + " is not what was pinned");
            }
            return archive;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
