package dev.sluice.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** A migration out of the jar. */
final class Script extends LoadableResource {
    private final String name;
    private final String folder;

    Script(String name, Dialect dialect) {
        this.name = name;
        this.folder = dialect.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Reader read() {
        try (InputStream in = open()) {
            if (in == null) {
                throw new IllegalStateException("Not in the jar: migrations/" + name);
            }
            return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private @Nullable InputStream open() {
        InputStream own = Script.class.getResourceAsStream("migrations/" + folder + "/" + name);
        return own != null ? own : Script.class.getResourceAsStream("migrations/" + name);
    }

    @Override
    public String getAbsolutePath() {
        return name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
        return name;
    }

    @Override
    public String getFilename() {
        return name;
    }

    @Override
    public String getRelativePath() {
        return name;
    }
}
