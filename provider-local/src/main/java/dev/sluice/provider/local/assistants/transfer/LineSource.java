package dev.sluice.provider.local.assistants.transfer;

import java.io.IOException;
import java.util.function.BiConsumer;

/** Lines that can be read more than once. */
@FunctionalInterface
public interface LineSource {
    /** Gives each line that is not blank, and where it is, in order. */
    void read(BiConsumer<String, String> placeAndLine) throws IOException;
}
