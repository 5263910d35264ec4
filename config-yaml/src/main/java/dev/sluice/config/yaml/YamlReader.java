package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Mapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads one file: bytes, strict UTF-8, YAML, and at the top a mapping. */
final class YamlReader {
    static final int MAX_BYTES = 3 << 20;

    private final Problems problems;

    YamlReader(Problems problems) {
        this.problems = problems;
    }

    /** The file's mapping. Where the file cannot be read at all, that is reported where it was asked for. */
    Optional<Mapping> read(Path file, Place askedAt) {
        problems.reading(file);
        return bytes(file, askedAt).flatMap(bytes -> text(file, bytes)).flatMap(text -> mapping(file, text));
    }

    /** The file's text; the same is reported where it cannot be read. */
    Optional<String> text(Path file, Place askedAt) {
        problems.reading(file);
        return bytes(file, askedAt).flatMap(bytes -> text(file, bytes));
    }

    private Optional<byte[]> bytes(Path file, Place askedAt) {
        if (Files.isDirectory(file)) {
            problems.error(askedAt, "'" + file + "' is a directory; name a file");
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length <= MAX_BYTES) {
                return Optional.of(bytes);
            }
            problems.error(askedAt, "'" + file + "' is larger than 3 MiB; is it a configuration?");
        } catch (NoSuchFileException missing) {
            problems.error(askedAt, "there is no file '" + file + "'; check the path");
        } catch (IOException unreadable) {
            problems.error(askedAt, "'" + file + "' cannot be read; check its permissions");
        }
        return Optional.empty();
    }

    private Optional<String> text(Path file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            problems.error(Place.end(file, text), "not UTF-8; save the file in that encoding");
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private Optional<Mapping> mapping(Path file, String text) {
        Optional<YamlNode> root = YamlComposer.compose(file, text, problems);
        if (root.isEmpty() || root.get() instanceof Mapping) {
            return root.map(Mapping.class::cast);
        }
        problems.error(
                root.get().place(),
                "the file must be a mapping with keys such as model_list, but it is "
                        + root.get().what());
        return Optional.empty();
    }
}
