package dev.sluice.e2e.node;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Unpacks a package of the npm registry: a gzipped tar of plain files under one top directory. */
final class TarGz {
    private static final int BLOCK = 512;
    private static final int EXECUTABLE = 0100;

    private TarGz() {}

    /** Unpacks what lies under the top directory into a directory that exists. */
    static void unpack(InputStream compressed, Path directory) throws IOException {
        try (InputStream tar = new BufferedInputStream(new GZIPInputStream(compressed, 1 << 16), 1 << 16)) {
            byte[] header = tar.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                long size = octal(header, 124, 12);
                entry(header, size, tar, directory);
                tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                header = tar.readNBytes(BLOCK);
            }
        }
    }

    private static void entry(byte[] header, long size, InputStream tar, Path directory) throws IOException {
        char type = (char) header[156];
        if (type != '0' && type != 0) {
            // Directories come with their files; the extended headers of npm packages hold no names.
            tar.skipNBytes(size);
            return;
        }
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        Path inside = Path.of(prefix.isEmpty() ? name : prefix + "/" + name);
        Path file = directory
                .resolve(inside.subpath(1, inside.getNameCount()).toString())
                .normalize();
        if (!file.startsWith(directory)) {
            throw new IOException("An entry outside of its package");
        }
        Files.createDirectories(file.resolveSibling("."));
        byte[] content = tar.readNBytes(Math.toIntExact(size));
        if (content.length < size) {
            throw new EOFException("The archive ends in the middle of a file");
        }
        Files.write(file, content);
        if ((octal(header, 100, 8) & EXECUTABLE) != 0 && !file.toFile().setExecutable(true)) {
            throw new IOException("Cannot make a file executable");
        }
    }

    private static String text(byte[] header, int offset, int length) {
        String field = new String(header, offset, length, StandardCharsets.UTF_8);
        int end = field.indexOf(0);
        return end < 0 ? field : field.substring(0, end);
    }

    private static long octal(byte[] header, int offset, int length) {
        String digits = text(header, offset, length).strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
