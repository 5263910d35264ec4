package dev.sluice.provider.local;

import dev.sluice.core.json.JsonNode;
import dev.sluice.core.json.JsonNode.NumberNode;
import java.util.List;
import java.util.stream.Collectors;

/** Invalid parameters, in OpenAI's words. */
final class Rejections {
    private Rejections() {}

    static RejectedRequestException missing(String param) {
        return reject("Missing required parameter: '" + param + "'.", param, "missing_required_parameter");
    }

    static RejectedRequestException type(String param, String expected, JsonNode value) {
        return reject(
                "Invalid type for '" + param + "': expected " + expected + ", but got " + TypeWords.of(value)
                        + " instead.",
                param,
                "invalid_type");
    }

    static RejectedRequestException value(String param, String value, List<String> allowed) {
        return reject(
                "Invalid value: '" + ApiError.echo(value) + "'. Supported values are: " + enumerate(allowed) + ".",
                param,
                "invalid_value");
    }

    private static String enumerate(List<String> values) {
        String last = "'" + values.get(values.size() - 1) + "'";
        String others = values.subList(0, values.size() - 1).stream()
                .map(value -> "'" + value + "'")
                .collect(Collectors.joining(", "));
        return others + (values.size() > 2 ? ", and " : " and ") + last;
    }

    static RejectedRequestException below(String param, String type, String least, NumberNode got) {
        return reject(
                "Invalid '" + param + "': " + type + " below minimum value. Expected a value >= " + least + ", but got "
                        + ApiError.echo(got.literal()) + " instead.",
                param,
                type + "_below_min_value");
    }

    static RejectedRequestException above(String param, String type, String most, NumberNode got) {
        return reject(
                "Invalid '" + param + "': " + type + " above maximum value. Expected a value <= " + most + ", but got "
                        + ApiError.echo(got.literal()) + " instead.",
                param,
                type + "_above_max_value");
    }

    static RejectedRequestException emptyArray(String param) {
        return reject(
                "Invalid '" + param
                        + "': empty array. Expected an array with minimum length 1, but got an empty array instead.",
                param,
                "empty_array");
    }

    static RejectedRequestException longArray(String param, int most, int got) {
        return reject(
                "Invalid '" + param + "': array too long. Expected an array with maximum length " + most
                        + ", but got an array with length " + got + " instead.",
                param,
                "array_above_max_length");
    }

    static RejectedRequestException emptyString(String param) {
        return reject(
                "Invalid '" + param
                        + "': string too short. Expected a string with minimum length 1, but got an empty string"
                        + " instead.",
                param,
                "empty_string");
    }

    static RejectedRequestException reject(String message, String param, String code) {
        return new RejectedRequestException(ApiError.invalid(message, param, code));
    }
}
