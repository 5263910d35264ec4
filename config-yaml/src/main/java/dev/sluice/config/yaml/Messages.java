package dev.sluice.config.yaml;

/** Sentences that several readers say. None of them quotes a value. */
final class Messages {
    static final String NO_HEADER = "holds spaces at its ends, or characters that no header can carry; correct it";

    private Messages() {}

    static String notAString(YamlNode node) {
        return mustBe("a string", node) + (node instanceof YamlNode.Scalar ? "; put it in quotes" : "");
    }

    static String mustBe(String wanted, YamlNode node) {
        return "must be " + wanted + ", but is " + node.what();
    }

    static String didYouMean(String name) {
        return "did you mean '" + name + "'?";
    }
}
