package dev.sluice.testkit.otlp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A message of protobuf, taken apart without its description: the values of each field's number, in their order. */
final class Proto {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final Map<Integer, List<Object>> fields = new TreeMap<>();

    private Proto() {}

    static Proto parse(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        Proto message = new Proto();
        while (in.hasRemaining()) {
            int tag = (int) varint(in);
            message.fields
                    .computeIfAbsent(tag >>> 3, field -> new ArrayList<>())
                    .add(
                            switch (tag & 7) {
                                case VARINT -> varint(in);
                                case FIXED64 -> in.getLong();
                                case BYTES -> bytes(in);
                                case FIXED32 -> (long) in.getInt();
                                default -> throw new IllegalArgumentException("Not protobuf: tag " + tag);
                            });
        }
        return message;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("Not protobuf: an endless number");
    }

    private static ByteBuffer bytes(ByteBuffer in) {
        int length = (int) varint(in);
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        return part;
    }

    boolean has(int field) {
        return fields.containsKey(field);
    }

    private List<Object> all(int field) {
        return fields.getOrDefault(field, List.of());
    }

    /** The messages of a field that may come many times. */
    List<Proto> messages(int field) {
        return all(field).stream().map(value -> parse((ByteBuffer) value)).toList();
    }

    /** The message of a field; one without fields where it is absent. */
    Proto message(int field) {
        return messages(field).stream().findFirst().orElseGet(Proto::new);
    }

    String text(int field) {
        return all(field).isEmpty()
                ? ""
                : StandardCharsets.UTF_8
                        .decode(((ByteBuffer) all(field).get(0)).duplicate())
                        .toString();
    }

    String hex(int field) {
        if (all(field).isEmpty()) {
            return "";
        }
        ByteBuffer value = ((ByteBuffer) all(field).get(0)).duplicate();
        byte[] bytes = new byte[value.remaining()];
        value.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    long number(int field) {
        return all(field).isEmpty() ? 0 : (Long) all(field).get(0);
    }

    double fraction(int field) {
        return Double.longBitsToDouble(number(field));
    }

    /** The eight-byte numbers of a field that is packed, or is not. */
    List<Long> packed(int field) {
        List<Long> numbers = new ArrayList<>();
        for (Object value : all(field)) {
            if (value instanceof ByteBuffer many) {
                ByteBuffer in = many.duplicate().order(ByteOrder.LITTLE_ENDIAN);
                while (in.hasRemaining()) {
                    numbers.add(in.getLong());
                }
            } else {
                numbers.add((Long) value);
            }
        }
        return numbers;
    }
}
