package dev.sluice.core.assistants.search;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a text means to a model: the direction of a vector. Vectors of different models cannot be compared. */
public final class Embedding {
    private final String model;
    private final float[] direction;

    private Embedding(String model, float[] direction) {
        this.model = model;
        this.direction = direction;
    }

    /** The direction of a model's vector, whatever its length. */
    public static Embedding of(String model, float... vector) {
        double squares = 0;
        for (float coordinate : vector) {
            squares += (double) coordinate * coordinate;
        }
        double length = squares == 0 ? 1 : Math.sqrt(squares);
        float[] direction = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            direction[i] = (float) (vector[i] / length);
        }
        return new Embedding(model, direction);
    }

    /** What {@link #toBytes} wrote. */
    public static Embedding ofBytes(String model, byte[] bytes) {
        float[] direction = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(direction);
        return new Embedding(model, direction);
    }

    /** The name of the model. */
    public String model() {
        return model;
    }

    /** How near the other is: 1 where both are the same, 0 where they have nothing to do with each other. */
    public double nearness(Embedding other) {
        if (!model.equals(other.model) || direction.length != other.direction.length) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < direction.length; i++) {
            sum += (double) direction[i] * other.direction[i];
        }
        return Math.min(1, Math.max(0, sum));
    }

    /** The direction as 32-bit floats, the lowest byte first. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(direction.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(direction);
        return bytes.array();
    }

    @Override
    public String toString() {
        return "Embedding[model=" + model + ", " + direction.length + " dimensions]";
    }
}
