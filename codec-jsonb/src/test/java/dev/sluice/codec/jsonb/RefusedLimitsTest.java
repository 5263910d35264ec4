package dev.sluice.codec.jsonb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.assistants.request.CreateAssistant;
import dev.sluice.core.assistants.request.CreateMessage;
import dev.sluice.core.assistants.request.CreateThread;
import dev.sluice.core.assistants.request.ModifyThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request that says too much or too little is refused in OpenAI's words. */
class RefusedLimitsTest extends Refusals {
    @Test
    void stringTooLong() {
        refused(
                CreateAssistant.class,
                "{\"model\":\"m\",\"instructions\":\"" + "a".repeat(256_001) + "\"}",
                "Invalid 'instructions': string too long. Expected a string with maximum length 256000, but got a string with length 256001 instead.",
                "instructions",
                "string_above_max_length");
        String smileys = "{\"model\":\"m\",\"name\":\"" + "😀".repeat(256) + "\"}";
        assertThat(codec.assistants()
                        .readRequest(smileys.getBytes(UTF_8), CreateAssistant.class)
                        .name())
                .as("length is counted in code points")
                .isPresent();
    }

    @Test
    void stringEmpty() {
        refused(
                CreateMessage.class,
                "{\"role\":\"user\",\"content\":\"\"}",
                "Invalid 'content': string too short. Expected a string with minimum length 1, but got an empty string instead.",
                "content",
                "empty_string");
    }

    @Test
    void arrayTooLong() {
        refused(
                CreateAssistant.class,
                "{\"model\":\"m\",\"tools\":" + objects(129, "{\"type\":\"code_interpreter\"}") + "}",
                "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 129 instead.",
                "tools",
                "array_above_max_length");
        refused(
                ModifyThread.class,
                "{\"tool_resources\":{\"file_search\":{\"vector_store_ids\":[\"vs_1\",\"vs_2\"]}}}",
                "Invalid 'tool_resources.file_search.vector_store_ids': array too long. Expected an array with maximum length 1, but got an array with length 2 instead.",
                "tool_resources.file_search.vector_store_ids",
                "array_above_max_length");
    }

    @Test
    void arrayEmpty() {
        refused(
                CreateMessage.class,
                "{\"role\":\"user\",\"content\":[]}",
                "Invalid 'content': empty array. Expected an array with minimum length 1, but got an empty array instead.",
                "content",
                "empty_array");
    }

    @ParameterizedTest
    @CsvSource({"101", "99999999999999999999"})
    void integerTooBig(String limit) {
        refusedQuery(
                "limit=" + limit,
                "Invalid 'limit': integer above maximum value. Expected a value <= 100, but got " + limit + " instead.",
                "limit",
                "integer_above_max_value");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "-99999999999999999999"})
    void integerTooSmall(String limit) {
        refusedQuery(
                "limit=" + limit,
                "Invalid 'limit': integer below minimum value. Expected a value >= 1, but got " + limit + " instead.",
                "limit",
                "integer_below_min_value");
    }

    @Test
    void numberTooBig() {
        refused(
                CreateAssistant.class,
                "{\"model\":\"m\",\"temperature\":3}",
                "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
                "temperature",
                "decimal_above_max_value");
        refused(
                CreateAssistant.class,
                "{\"model\":\"m\",\"top_p\":1E400}",
                "Invalid 'top_p': decimal above maximum value. Expected a value <= 1, but got 1E400 instead.",
                "top_p",
                "decimal_above_max_value");
    }

    @Test
    void numberTooSmall() {
        refused(
                CreateAssistant.class,
                "{\"model\":\"m\",\"temperature\":-0.1}",
                "Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -0.1 instead.",
                "temperature",
                "decimal_below_min_value");
    }

    @Test
    void pattern() {
        refused(
                CreateAssistant.class,
                "{\"model\":\"m\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get weather\"}}]}",
                "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
                "tools[0].function.name",
                "invalid_value");
    }

    @Test
    void tooMuchMetadata() {
        refused(
                CreateThread.class,
                "{\"metadata\":" + pairs(17) + "}",
                "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with 17 properties instead.",
                "metadata",
                "object_above_max_properties");
    }

    @Test
    void metadataKeyTooLong() {
        String key = "k".repeat(65);
        refused(
                CreateThread.class,
                "{\"metadata\":{\"" + key + "\":\"v\"}}",
                "Invalid property name in 'metadata': '" + key
                        + "' is too long. Expected a string with maximum length 64, but got a string with length 65 instead.",
                "metadata." + key,
                "property_name_above_max_length");
    }

    @Test
    void metadataValueTooLong() {
        refused(
                CreateThread.class,
                "{\"metadata\":{\"k\":\"" + "v".repeat(513) + "\"}}",
                "Invalid 'metadata.k': string too long. Expected a string with maximum length 512, but got a string with length 513 instead.",
                "metadata.k",
                "string_above_max_length");
    }
}
