package dev.sluice.core.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberScannerTest {
    private static final List<String> PATHS = List.of("model", "response.usage", "data[].id", "usage");

    /** Every finding as {@code path:start-end=value}, the document being cut into pieces of {@code step} bytes. */
    private static List<String> scan(String json, int step) {
        List<String> found = new ArrayList<>();
        MemberScanner scanner = new MemberScanner(
                PATHS,
                64,
                (path, start, end, value) -> found.add(
                        PATHS.get(path) + ":" + start + "-" + end + "=" + (value == null ? "(long)" : value.text())));
        byte[] bytes = json.getBytes(UTF_8);
        for (int at = 0; at < bytes.length; at += step) {
            scanner.feed(ByteBuffer.wrap(bytes, at, Math.min(step, bytes.length - at)));
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`{\"model\":\"gpt-4\"}`|`model:9-16=\"gpt-4\"`",
                "`{ \"a\" : {\"model\":1} , \"model\" : \"x\" }`|`model:32-35=\"x\"`",
                "`{\"a\":\"\\\"model\\\":1\",\"model\":null}`|`model:27-31=null`",
                "`{\"mod\\u0065l\":\"x\"}`|`model:14-17=\"x\"`",
                "`{\"model\":12 }`|`model:9-11=12`",
                "`{\"model\":[1,{\"model\":2}]}`|`model:9-24=[1,{\"model\":2}]`",
                "`{\"model\":{\"a\":\"}\"}}`|`model:9-18={\"a\":\"}\"}`",
                "`{\"response\":{\"id\":1,\"usage\":{\"n\":2}},\"x\":{\"usage\":3}}`|`response.usage:28-35={\"n\":2}`",
                "`{\"data\":[{\"id\":\"a\"},{\"x\":{\"id\":\"no\"},\"id\":\"b\"}]}`|`data[].id:15-18=\"a\",data[].id:42-45=\"b\"`",
                "`[{\"model\":\"x\"}]`|``",
                "`{\"data\":{\"id\":\"a\"},\"models\":1,\"mode\":2}`|``",
                "`\"model\"`|``",
                "`not json`|``",
            })
    void findsWatchedMembersWhereverTheBytesAreCut(String json, String expected) {
        for (int step = 1; step <= json.length(); step++) {
            assertThat(String.join(",", scan(json, step)))
                    .as("step %d", step)
                    .isEqualTo(expected == null ? "" : expected);
        }
    }

    @Test
    void reportsLongValuesWithoutTheirBytes() {
        assertThat(scan("{\"model\":\"" + "x".repeat(100) + "\"}", 7)).containsExactly("model:9-111=(long)");
    }

    @Test
    void reportsEveryOccurrence() {
        assertThat(scan("{\"model\":\"a\",\"model\":\"b\"}", 3)).hasSize(2);
    }

    @Test
    void keysThatAreNoTextAreNoneThatIsLookedFor() {
        for (int length : new int[] {80, 85, 86, 130, 254, 255, 256, 300}) {
            byte[] json = ("{\"\\n" + "\u00ff".repeat(length) + "\":1,\"model\":2}").getBytes(ISO_8859_1);
            for (int step : new int[] {1, 7, json.length}) {
                List<String> found = new ArrayList<>();
                MemberScanner scanner =
                        new MemberScanner(PATHS, 64, (path, start, end, value) -> found.add(PATHS.get(path)));
                for (int at = 0; at < json.length; at += step) {
                    scanner.feed(ByteBuffer.wrap(json, at, Math.min(step, json.length - at)));
                }
                assertThat(found).containsExactly("model");
            }
        }
    }

    @Test
    void startsAnewAfterReset() {
        List<String> found = new ArrayList<>();
        MemberScanner scanner = new MemberScanner(PATHS, 64, (path, start, end, value) -> found.add(start + "-" + end));
        scanner.feed(UTF_8.encode("{\"x\":[{\"model\":\"a"));
        scanner.reset();
        scanner.feed(UTF_8.encode("{\"model\":\"b\"}"));
        assertThat(found).containsExactly("9-12");
        assertThat(scanner.isComplete()).isTrue();
    }

    @Test
    void findsTheElementsOfADocumentThatIsAList() {
        List<String> found = new ArrayList<>();
        new MemberScanner(List.of("[]"), 64, (path, start, end, value) -> found.add(start + "-" + end))
                .feed(ByteBuffer.wrap("[ \"a\",[\"b\"],{\"c\":[1]} ]".getBytes(UTF_8)));
        assertThat(found).containsExactly("2-5", "6-11", "12-21");
    }
}
