package dev.sluice.config.yaml;

import dev.sluice.config.yaml.YamlNode.Scalar;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * Values out of nodes: resolved against the environment, of the wanted type, in range. What is wrong is reported.
 *
 * @param variables what {@code os.environ/NAME} refers to
 * @param problems where to report
 */
record Reading(Variables variables, Problems problems) {
    Optional<String> string(YamlNode node) {
        if (!(node instanceof Scalar scalar) || scalar.kind() != ScalarKind.STRING) {
            problems.error(node.place(), Messages.notAString(node));
            return Optional.empty();
        }
        Optional<String> text = variables.resolve(scalar);
        if (text.isPresent() && text.get().isBlank()) {
            problems.error(node.place(), "is empty; write a value or remove the key");
            return Optional.empty();
        }
        return text;
    }

    /** A secret: where it is a variable the reference, which must lead somewhere; else the secret itself. */
    Optional<SecretRef> secret(YamlNode node) {
        Optional<String> value = string(node);
        if (value.isPresent() && !isHeaderText(value.get())) {
            problems.error(node.place(), Messages.NO_HEADER);
            return Optional.empty();
        }
        return value.map(text -> Variables.reference((Scalar) node)
                .<SecretRef>map(SecretRef.Environment::new)
                .orElseGet(() -> new SecretRef.Literal(Secret.of(text))));
    }

    Optional<Double> number(YamlNode node, Range range) {
        return decimal(node, "a number", range).map(BigDecimal::doubleValue);
    }

    Optional<Long> integer(YamlNode node, Range range) {
        return decimal(node, "a whole number", range).flatMap(decimal -> {
            if (decimal.stripTrailingZeros().scale() > 0) {
                problems.error(node.place(), "must be a whole number; round it");
                return Optional.empty();
            }
            return Optional.of(decimal.longValue());
        });
    }

    Optional<Boolean> bool(YamlNode node) {
        Optional<String> text = node instanceof Scalar scalar ? variables.resolve(scalar) : Optional.of("");
        Optional<Boolean> value = text.map(written -> written.toLowerCase(Locale.ROOT))
                .filter(written -> written.equals("true") || written.equals("false"))
                .map(Boolean::valueOf);
        if (text.isPresent() && value.isEmpty()) {
            problems.error(node.place(), Messages.mustBe("true or false", node));
        }
        return value;
    }

    Optional<BigDecimal> decimal(YamlNode node, String wanted, Range range) {
        if (!(node instanceof Scalar scalar) || scalar.kind() == ScalarKind.BOOLEAN) {
            problems.error(node.place(), Messages.mustBe(wanted, node));
            return Optional.empty();
        }
        Optional<String> text = variables.resolve(scalar);
        Optional<BigDecimal> number = text.flatMap(Reading::parse);
        if (text.isPresent() && number.isEmpty()) {
            problems.error(node.place(), notANumber(scalar, wanted));
        }
        if (number.isPresent() && !range.contains(number.get().doubleValue())) {
            problems.error(node.place(), "must be " + range.text() + "; correct it");
            return Optional.empty();
        }
        return number;
    }

    private static String notANumber(Scalar scalar, String wanted) {
        return Variables.reference(scalar)
                .map(name -> "must be " + wanted + ", but the environment variable " + name + " holds none")
                .orElseGet(() -> Messages.mustBe(wanted, scalar));
    }

    private static Optional<BigDecimal> parse(String text) {
        String trimmed = text.trim();
        if (trimmed.length() > 40) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(trimmed));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** The node as what it has to be. */
    <T extends YamlNode> Optional<T> expect(YamlNode node, Class<T> type, String wanted) {
        if (type.isInstance(node)) {
            return Optional.of(type.cast(node));
        }
        problems.error(node.place(), Messages.mustBe(wanted, node));
        return Optional.empty();
    }

    /** Whether a header can carry the text as it stands: visible ASCII, with spaces only in between. */
    static boolean isHeaderText(String text) {
        return text.equals(text.strip()) && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
