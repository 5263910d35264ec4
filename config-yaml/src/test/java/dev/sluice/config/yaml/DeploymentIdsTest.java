package dev.sluice.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.routing.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids of deployments: unique, stable, and made of nothing secret. */
class DeploymentIdsTest {
    private final Loading loading;

    DeploymentIdsTest(@TempDir Path folder) {
        this.loading = new Loading(folder);
    }

    private List<String> ids(String... entries) {
        return loading
                .write("model_list:\n- " + String.join("\n- ", entries) + "\n")
                .config(Map.of("A", "key-a", "B", "key-b"))
                .deployments()
                .stream()
                .map(Deployment::id)
                .toList();
    }

    @Test
    void a_written_id_is_taken_as_it_is() {
        assertThat(ids("{model_name: m, litellm_params: {model: m}, model_info: {id: my-id}}"))
                .containsExactly("my-id");
    }

    @Test
    void an_organization_list_makes_one_deployment_of_each_entry_with_an_id_of_its_own() {
        String entry = "{model_name: m, litellm_params: {model: m, api_key: k, organization: [org-1, os.environ/A]}%s}";

        assertThat(ids(entry.formatted(", model_info: {id: x}"))).containsExactly("x", "x-2");
        assertThat(ids(entry.formatted(""))).doesNotHaveDuplicates().hasSize(2);
        assertThat(loading.config(Map.of("A", "org-2")).deployments())
                .extracting(deployment -> deployment.account().organization().orElseThrow())
                .containsExactly("org-1", "org-2");
    }

    @Test
    void equal_entries_get_distinct_ids_that_survive_a_restart_and_other_entries() {
        String entry = "{model_name: m, litellm_params: {model: m, api_key: os.environ/A}}";
        List<String> first = ids(entry, entry);

        assertThat(first).doesNotHaveDuplicates().hasSize(2);
        assertThat(first.get(1)).isEqualTo(first.get(0) + "-2");
        assertThat(ids("{model_name: other, litellm_params: {model: m}}", entry, entry))
                .containsAll(first);
        assertThat(ids("{model_name: m, litellm_params: {model: m, api_key: os.environ/A, timeout: 5, weight: 2}}"))
                .containsExactly(first.get(0));
    }

    @Test
    void what_a_deployment_is_makes_its_id() {
        assertThat(ids(
                        "{model_name: m, litellm_params: {model: m, api_key: os.environ/A}}",
                        "{model_name: m, litellm_params: {model: m, api_key: os.environ/B}}",
                        "{model_name: n, litellm_params: {model: m, api_key: os.environ/A}}",
                        "{model_name: m, litellm_params: {model: n, api_key: os.environ/A}}",
                        "{model_name: m, litellm_params: {model: local/m, api_key: os.environ/A}}",
                        "{model_name: m, litellm_params: {model: m, api_key: os.environ/A, api_base: 'http://h'}}",
                        "{model_name: m, litellm_params: {model: m, api_key: os.environ/A, organization: o}}"))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{12}"));
    }

    @Test
    void whose_tokens_it_uses_makes_its_id() {
        String entry =
                "{model_name: m, litellm_params: {model: azure/m, api_base: 'http://h', client_secret: os.environ/A, %s}}";

        assertThat(ids(
                        entry.formatted("tenant_id: os.environ/A, client_id: os.environ/A"),
                        entry.formatted("tenant_id: os.environ/A, client_id: os.environ/B"),
                        entry.formatted("tenant_id: os.environ/B, client_id: os.environ/A"),
                        "{model_name: m, litellm_params: {model: azure/m, api_base: 'http://h', azure_ad_token: t}}",
                        "{model_name: m, litellm_params: {model: azure/m, api_base: 'http://h'}}"))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{12}"));
    }

    @Test
    void the_value_of_a_secret_does_not_enter_the_id() {
        List<String> one = ids("{model_name: m, litellm_params: {model: m, api_key: sk-one}}");
        List<String> two = ids("{model_name: m, litellm_params: {model: m, api_key: sk-two}}");

        assertThat(one).isEqualTo(two);
    }
}
