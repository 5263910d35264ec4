package dev.sluice.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.error.GatewayException;
import dev.sluice.core.http.Body;
import dev.sluice.core.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code GET /v1/models} lists. */
class ModelListTest {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");

    private final ModelList models = new ModelList(
            Stream.of("b", "openai/*", "a", "b", "*")
                    .map(group -> Deployment.of(group, group, "openai", "m", Account.NONE))
                    .toList(),
            new RouterSettings(
                    RoutingStrategy.SIMPLE_SHUFFLE,
                    0,
                    Map.of("z", "a", "y", "b", "secret", "a", "a", "b"),
                    Set.of("secret"),
                    RetrySettings.DEFAULT,
                    CooldownSettings.DEFAULT,
                    Fallbacks.NONE));

    private static List<String> ids(HttpReply reply) {
        String json = StandardCharsets.UTF_8
                .decode(((Body.Bytes) reply.body()).slices().get(0).duplicate())
                .toString();
        return ID.matcher(json).results().map(found -> found.group(1)).toList();
    }

    @Test
    void groups_and_then_aliases_each_once_and_neither_patterns_nor_hidden_ones() {
        assertThat(ids(models.all())).containsExactly("b", "a", "y", "z");
        assertThat(ids(models.one("z"))).containsExactly("z");
        assertThat(models.isEmpty()).isFalse();
    }

    @Test
    void what_is_not_listed_is_not_there() {
        assertThatThrownBy(() -> models.one("secret")).isInstanceOf(GatewayException.class);
        assertThatThrownBy(() -> models.one("openai/*")).isInstanceOf(GatewayException.class);
    }
}
