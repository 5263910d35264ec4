package dev.sluice.codec.jsonb.tree;

import jakarta.json.JsonNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number that is written as it was read: Parsson writes what {@link #toString} gives, and its own rewrite 1E5. */
public final class LiteralNumber implements JsonNumber {
    private static final Pattern GRAMMAR = Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");

    private final String literal;

    /** The number that is written so. */
    public LiteralNumber(String literal) {
        if (!GRAMMAR.matcher(literal).matches()) {
            throw new IllegalArgumentException("A number node holds a literal that is no JSON number");
        }
        this.literal = literal;
    }

    @Override
    public ValueType getValueType() {
        return ValueType.NUMBER;
    }

    @Override
    public boolean isIntegral() {
        return bigDecimalValue().scale() == 0;
    }

    @Override
    public int intValue() {
        return bigDecimalValue().intValue();
    }

    @Override
    public int intValueExact() {
        return bigDecimalValue().intValueExact();
    }

    @Override
    public long longValue() {
        return bigDecimalValue().longValue();
    }

    @Override
    public long longValueExact() {
        return bigDecimalValue().longValueExact();
    }

    @Override
    public BigInteger bigIntegerValue() {
        return bigDecimalValue().toBigInteger();
    }

    @Override
    public BigInteger bigIntegerValueExact() {
        return bigDecimalValue().toBigIntegerExact();
    }

    @Override
    public double doubleValue() {
        return bigDecimalValue().doubleValue();
    }

    @Override
    public BigDecimal bigDecimalValue() {
        return new BigDecimal(literal);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonNumber that && bigDecimalValue().equals(that.bigDecimalValue());
    }

    @Override
    public int hashCode() {
        return bigDecimalValue().hashCode();
    }

    @Override
    public String toString() {
        return literal;
    }
}
