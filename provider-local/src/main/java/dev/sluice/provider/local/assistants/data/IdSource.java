package dev.sluice.provider.local.assistants.data;

import java.util.random.RandomGenerator;

/**
 * Makes ids as OpenAI does.
 *
 * @param random thread-safe, and not to be guessed
 */
public record IdSource(RandomGenerator random) {
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String HEX = "0123456789abcdef";

    /** The id of an assistant, a thread, a message, a run, a step or a tool call: the prefix and 24 letters and digits. */
    public String id(String prefix) {
        return prefix + characters(ALPHANUMERIC, 24);
    }

    /** The id of a file. */
    public String fileId() {
        return "file-" + characters(BASE58, 22);
    }

    /** The id of a vector store, a batch or a request: the prefix and 32 hexadecimal digits. */
    public String hexId(String prefix) {
        return prefix + characters(HEX, 32);
    }

    private String characters(String alphabet, int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return id.toString();
    }
}
