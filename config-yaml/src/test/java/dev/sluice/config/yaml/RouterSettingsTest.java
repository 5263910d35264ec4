package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.routing.CooldownSettings;
import dev.sluice.core.routing.FailureClass;
import dev.sluice.core.routing.Fallbacks;
import dev.sluice.core.routing.RetrySettings;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.routing.RoutingStrategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each key of {@code router_settings}, and what holds without it. */
class RouterSettingsTest {
    private static final String GROUPS = "model_list:\n"
            + List.of("a", "b", "c", "'w/*'").stream()
                    .map("  - {model_name: %s, litellm_params: {model: m, api_key: k}}\n"::formatted)
                    .reduce("", String::concat);

    private final Loading loading;

    RouterSettingsTest(@TempDir Path folder) {
        this.loading = new Loading(folder);
    }

    private RouterSettings read(String text) {
        return loading.write(GROUPS + text).config().router();
    }

    private List<String> told() {
        return loading.warnings();
    }

    private static Fallbacks general(Map<String, List<String>> fallbacks) {
        return new Fallbacks(fallbacks, Map.of(), Map.of(), List.of(), 5);
    }

    @Test
    void every_key_has_its_place() {
        assertThat(read("""
                        router_settings:
                          routing_strategy: latency-based-routing
                          routing_strategy_args: {lowest_latency_buffer: 0.5}
                          num_retries: 7
                          retry_after: 0.5
                          retry_policy: {TimeoutErrorRetries: 1, BadRequestErrorRetries: 0}
                          model_group_retry_policy:
                            a: {RateLimitErrorRetries: 2, ContentPolicyViolationErrorRetries: 3}
                          allowed_fails: 9
                          cooldown_time: 1.5
                          disable_cooldowns: true
                          allowed_fails_policy: {InternalServerErrorAllowedFails: 4, AuthenticationErrorAllowedFails: 5}
                          fallbacks: [{a: [b, c]}, {b: [c]}]
                          context_window_fallbacks: [{a: [c]}]
                          content_policy_fallbacks: [{b: [a]}]
                          default_fallbacks: [c]
                          max_fallbacks: 2
                        """))
                .isEqualTo(new RouterSettings(
                        RoutingStrategy.LATENCY_BASED,
                        0.5,
                        Map.of(),
                        Set.of(),
                        new RetrySettings(
                                7,
                                Duration.ofMillis(500),
                                Map.of(FailureClass.TIMEOUT, 1, FailureClass.BAD_REQUEST, 0),
                                Map.of("a", Map.of(FailureClass.RATE_LIMIT, 2, FailureClass.CONTENT_POLICY, 3))),
                        new CooldownSettings(
                                false,
                                9,
                                Duration.ofMillis(1500),
                                Map.of(FailureClass.INTERNAL_SERVER, 4, FailureClass.AUTHENTICATION, 5)),
                        new Fallbacks(
                                Map.of("a", List.of("b", "c"), "b", List.of("c")),
                                Map.of("a", List.of("c")),
                                Map.of("b", List.of("a")),
                                List.of("c"),
                                2)));
        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "simple-shuffle, SIMPLE_SHUFFLE",
        "least-busy, LEAST_BUSY",
        "latency-based-routing, LATENCY_BASED",
        "usage-based-routing, USAGE_BASED",
        "usage-based-routing-v2, USAGE_BASED",
        "cost-based-routing, COST_BASED",
    })
    void every_strategy_of_litellm_is_known(String name, RoutingStrategy strategy) {
        assertThat(read("router_settings: {routing_strategy: " + name + "}\n").strategy())
                .isEqualTo(strategy);
        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ttl", "max_latency_list_size"})
    void arguments_that_have_no_effect_are_told(String argument) {
        assertThat(read("router_settings: {routing_strategy_args: {" + argument + ": 10}}\n"))
                .isEqualTo(RouterSettings.DEFAULT);
        assertThat(told())
                .containsExactly("config.yaml:6:43 router_settings.routing_strategy_args." + argument
                        + ": not supported: latencies are averaged over a minute, and usage is counted by the minute");
    }

    @Test
    void the_same_keys_of_litellm_settings_count_where_the_router_says_nothing() {
        String litellm = """
                litellm_settings:
                  num_retries: 4
                  allowed_fails: 1
                  cooldown_time: 60
                  fallbacks: [{a: [b]}]
                  context_window_fallbacks: [{b: [c]}]
                  content_policy_fallbacks: [{c: [a]}]
                  default_fallbacks: [b]
                """;
        RouterSettings read = read(litellm);
        assertThat(read.retries().retries()).isEqualTo(4);
        assertThat(read.cooldowns()).isEqualTo(new CooldownSettings(true, 1, Duration.ofMinutes(1), Map.of()));
        assertThat(read.fallbacks())
                .isEqualTo(new Fallbacks(
                        Map.of("a", List.of("b")),
                        Map.of("b", List.of("c")),
                        Map.of("c", List.of("a")),
                        List.of("b"),
                        5));

        RouterSettings outranked = read(litellm + """
                router_settings: {num_retries: 0, allowed_fails: 2, cooldown_time: 0, fallbacks: [], default_fallbacks: [c]}
                """);
        assertThat(outranked.retries().retries()).isZero();
        assertThat(outranked.cooldowns()).isEqualTo(new CooldownSettings(true, 2, Duration.ZERO, Map.of()));
        assertThat(outranked.fallbacks().general()).isEmpty();
        assertThat(outranked.fallbacks().byDefault()).containsExactly("c");
        assertThat(told()).isEmpty();
    }

    @Test
    void aliases_are_groups_by_another_name() {
        RouterSettings read = read("""
                router_settings:
                  model_group_alias:
                    x: a
                    y: {model: a, hidden: false}
                    z: {model: w/7, hidden: true, hiden: x}
                    typo: bb
                    b: {model: c, hidden: ~}
                """);

        assertThat(read.aliases()).isEqualTo(Map.of("x", "a", "y", "a", "z", "w/7", "typo", "bb", "b", "c"));
        assertThat(read.hidden()).containsExactly("z");
        assertThat(told())
                .containsExactly(
                        "config.yaml:10:35 router_settings.model_group_alias.z.hiden: unknown key; an alias has model and"
                                + " hidden",
                        "config.yaml:11:11 router_settings.model_group_alias.typo: names a group that is not in model_list;"
                                + " did you mean 'b'?",
                        "config.yaml:12:5 router_settings.model_group_alias.b: is a group of model_list too, which no call"
                                + " reaches by this name; rename one of them");
    }

    @Test
    void fallbacks_may_name_aliases_and_what_a_pattern_serves() {
        RouterSettings read = read("""
                router_settings:
                  model_group_alias: {x: a}
                  fallbacks: [{x: [b]}, {b: [x, w/1]}, {w/2: [c]}, {"w/*": [c]}]
                """);

        assertThat(read.fallbacks())
                .isEqualTo(general(Map.of(
                        "a", List.of("b"),
                        "b", List.of("a", "w/1"),
                        "w/2", List.of("c"),
                        "w/*", List.of("c"))));
        assertThat(told()).isEmpty();
    }

    @Test
    void a_star_stands_for_every_group_that_is_not_named() {
        Fallbacks read = read("""
                        router_settings:
                          fallbacks: [{"*": [c]}, {a: [b]}]
                          context_window_fallbacks: [{"*": [b]}, {a: []}]
                        """).fallbacks();

        assertThat(read.general("a")).containsExactly("b");
        assertThat(read.general("b")).containsExactly("c");
        assertThat(read.contextWindow())
                .isEqualTo(Map.of("a", List.of(), "b", List.of("b"), "c", List.of("b"), "w/*", List.of("b")));
        assertThat(told()).isEmpty();
    }

    @Test
    void names_that_are_nowhere_are_told_with_what_was_probably_meant() {
        read("""
                litellm_settings:
                  default_fallbacks: [ccc]
                router_settings:
                  fallbacks: [{aa: [longer-name]}]
                  model_group_retry_policy:
                    w/3: {TimeoutErrorRetries: 1}
                    nobody: {TimeoutErrorRetries: 1}
                  retry_policy: {TimeoutErorRetries: 1}
                  allowed_fails_policy: {TimeoutErrorRetries: 1}
                """);

        String failures = "BadRequestError%1$s, AuthenticationError%1$s, TimeoutError%1$s, RateLimitError%1$s,"
                + " ContentPolicyViolationError%1$s, InternalServerError%1$s";
        assertThat(told())
                .containsExactly(
                        "config.yaml:7:23 litellm_settings.default_fallbacks[0]: names a group that is not in model_list;"
                                + " add it, or remove it here",
                        "config.yaml:9:16 router_settings.fallbacks[0].aa: names a group that is not in model_list; did"
                                + " you mean 'a'?",
                        "config.yaml:9:21 router_settings.fallbacks[0].aa[0]: names a group that is not in model_list; add"
                                + " it, or remove it here",
                        "config.yaml:11:5 router_settings.model_group_retry_policy.w/3: belongs to the group 'w/*', whose"
                                + " name counts here; write that",
                        "config.yaml:12:5 router_settings.model_group_retry_policy.nobody: names a group that is not in"
                                + " model_list; add it, or remove it here",
                        "config.yaml:13:18 router_settings.retry_policy.TimeoutErorRetries: unknown key; did you mean"
                                + " 'TimeoutErrorRetries'? known: " + failures.formatted("Retries"),
                        "config.yaml:14:26 router_settings.allowed_fails_policy.TimeoutErrorRetries: unknown key; known: "
                                + failures.formatted("AllowedFails"));
    }

    @Test
    void what_is_wrong_is_told_all_at_once() {
        loading.write("""
                router_settings:
                  routing_strategy: least-buzy
                  routing_strategy_args: {lowest_latency_buffer: -1, buffer: 2}
                  num_retries: many
                  retry_after: -1
                  allowed_fails: 1.5
                  cooldown_time: 10000000
                  disable_cooldowns: sometimes
                  retry_policy: [TimeoutErrorRetries]
                  allowed_fails_policy: {TimeoutErrorAllowedFails: few}
                  model_group_retry_policy: {a: 3}
                  fallbacks: {a: [b]}
                  context_window_fallbacks: [a, {a: b}]
                  content_policy_fallbacks: [{a: [{model: b}]}, {a: [c]}]
                  default_fallbacks: a
                  max_fallbacks: 101
                  model_group_alias: {x: {model: a, hidden: 1}}
                """);

        assertThat(loading.errors())
                .containsExactly(
                        "config.yaml:2:21 router_settings.routing_strategy: unknown strategy; did you mean 'least-busy'?"
                                + " known: simple-shuffle, least-busy, latency-based-routing, usage-based-routing,"
                                + " usage-based-routing-v2, cost-based-routing",
                        "config.yaml:3:50 router_settings.routing_strategy_args.lowest_latency_buffer: must be from 0 to"
                                + " 1000; correct it",
                        "config.yaml:4:16 router_settings.num_retries: must be a whole number, but is a string",
                        "config.yaml:5:16 router_settings.retry_after: must be from 0 to a week (604800 seconds); correct"
                                + " it",
                        "config.yaml:6:18 router_settings.allowed_fails: must be a whole number; round it",
                        "config.yaml:7:18 router_settings.cooldown_time: must be from 0 to a week (604800 seconds);"
                                + " correct it",
                        "config.yaml:8:22 router_settings.disable_cooldowns: must be true or false, but is a string",
                        "config.yaml:9:17 router_settings.retry_policy: must be a mapping, but is a list",
                        "config.yaml:10:52 router_settings.allowed_fails_policy.TimeoutErrorAllowedFails: must be a whole"
                                + " number, but is a string",
                        "config.yaml:11:33 router_settings.model_group_retry_policy.a: must be a mapping such as"
                                + " {TimeoutErrorRetries: 1}, but is an integer",
                        "config.yaml:12:14 router_settings.fallbacks: must be a list, but is a mapping",
                        "config.yaml:13:30 router_settings.context_window_fallbacks[0]: must be a mapping such as {gpt-4:"
                                + " [gpt-4o]}, but is a string",
                        "config.yaml:13:37 router_settings.context_window_fallbacks[1].a: must be a list of groups, but is"
                                + " a string",
                        "config.yaml:14:35 router_settings.content_policy_fallbacks[0].a[0]: must be a string, but is a"
                                + " mapping",
                        "config.yaml:14:50 router_settings.content_policy_fallbacks[1].a: the same group stands at"
                                + " config.yaml:14:31 already; write all that take over for it in one list",
                        "config.yaml:15:22 router_settings.default_fallbacks: must be a list, but is a string",
                        "config.yaml:16:18 router_settings.max_fallbacks: must be from 0 to 100; correct it",
                        "config.yaml:17:45 router_settings.model_group_alias.x.hidden: must be true or false, but is an"
                                + " integer");
    }

    @Test
    void booleans_may_come_from_the_environment() {
        loading.write(GROUPS + "router_settings: {disable_cooldowns: os.environ/OFF}\n");

        assertThat(loading.config(Map.of("OFF", "True")).router().cooldowns().enabled())
                .isFalse();
        assertThat(loading.config(Map.of("OFF", "false")).router().cooldowns().enabled())
                .isTrue();
    }
}
