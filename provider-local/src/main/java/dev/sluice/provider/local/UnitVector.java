package dev.sluice.provider.local;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** A vector of length 1 whose direction depends on a text alone. */
final class UnitVector {
    private final double[] coordinates;
    private final double length;

    private UnitVector(double[] coordinates, double length) {
        this.coordinates = coordinates;
        this.length = length;
    }

    static UnitVector of(String text, int dimensions) {
        // java.util.Random, because its sequence is part of its contract: the same text, the same vector, on any Java.
        Random random = new Random(seed(text));
        double[] coordinates = new double[dimensions];
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
            coordinates[i] = random.nextGaussian();
            squares += coordinates[i] * coordinates[i];
        }
        return new UnitVector(coordinates, Math.sqrt(squares));
    }

    private static long seed(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private float coordinate(int index) {
        return (float) (coordinates[index] / length);
    }

    /** The coordinates as numbers. */
    JsonNode toArray() {
        List<JsonNode> numbers = new ArrayList<>(coordinates.length);
        for (int i = 0; i < coordinates.length; i++) {
            numbers.add(new NumberNode(Float.toString(coordinate(i))));
        }
        return JsonNode.array(numbers);
    }

    /** The coordinates as Base64 of 32-bit floats, the lowest byte first. */
    JsonNode toBase64() {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * coordinates.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < coordinates.length; i++) {
            bytes.putFloat(coordinate(i));
        }
        return JsonNode.of(Base64.getEncoder().encodeToString(bytes.array()));
    }
}
