package dev.sluice.core.passthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.http.RawQuery;
import dev.sluice.core.passthrough.GatewayRequest.Entry;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.Plan;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssistantsRouteTest {
    private static final Deployment LOCAL = Deployment.of("own", "", "local", "", Account.NONE);
    private static final Deployment REMOTE = Deployment.of("remote", "", "openai", "", Account.NONE);

    private static final Deployment AZURE = Deployment.of("cloud", "", "azure", "", Account.NONE);
    private static final RawQuery NO_QUERY = new RawQuery(null);

    private static Optional<String> local(Entry entry, String path) {
        return new AssistantsRoute(Optional.of(LOCAL)).pathOf(entry, path, NO_QUERY);
    }

    private static Optional<String> remote(Entry entry, String path) {
        return new AssistantsRoute(Optional.of(REMOTE)).pathOf(entry, path, NO_QUERY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/assistants",
                "/v1/threads/thread_1/runs",
                "/assistants/asst_1",
                "/threads",
                "/openai/threads/runs",
                "/v1/files",
                "/v1/vector_stores/vs_1/files"
            })
    void whatIsServedHereIsServedByEveryDoor(String path) {
        assertThat(local(Entry.NATIVE, path)).contains(path);
        assertThat(local(Entry.PASS_THROUGH, path)).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/chat/completions", "/v1/assistantsx", "/v1", "/", "", "/v1/foo/threads", "/v2/threads"})
    void anythingElseGoesItsOwnWay(String path) {
        assertThat(local(Entry.NATIVE, path)).isEmpty();
        assertThat(remote(Entry.NATIVE, path)).isEmpty();
    }

    @Test
    void aDeploymentInThePathIsLeftOut() {
        assertThat(local(Entry.PASS_THROUGH, "/deployments/gpt-4o/assistants")).contains("/assistants");
        assertThat(local(Entry.NATIVE, "/openai/deployments/gpt-4o/threads/runs"))
                .contains("/threads/runs");
    }

    @Test
    void anAccountElsewhereServesAssistantsAndThreadsOnNativeRoutes() {
        assertThat(remote(Entry.NATIVE, "/v1/assistants/asst_1")).contains("/v1/assistants/asst_1");
        assertThat(remote(Entry.NATIVE, "/threads/runs")).contains("/threads/runs");
        assertThat(remote(Entry.NATIVE, "/v1/files")).isEmpty();
        assertThat(remote(Entry.PASS_THROUGH, "/v1/assistants")).isEmpty();
    }

    @Test
    void anAccountAtAzureServesItsClientsByTheOtherDoorToo() {
        AssistantsRoute azure = new AssistantsRoute(Optional.of(AZURE));
        RawQuery dated = new RawQuery("limit=1&api-version=2025-04-01-preview");
        assertThat(azure.pathOf(Entry.PASS_THROUGH, "/assistants", dated)).contains("/assistants");
        assertThat(azure.pathOf(Entry.PASS_THROUGH, "/deployments/gpt-4o/threads/runs", NO_QUERY))
                .contains("/threads/runs");
        assertThat(azure.pathOf(Entry.PASS_THROUGH, "/v1/assistants", NO_QUERY)).isEmpty();
        assertThat(azure.pathOf(Entry.PASS_THROUGH, "/deployments/gpt-4o/files", dated))
                .isEmpty();
        assertThat(new AssistantsRoute(Optional.of(REMOTE)).pathOf(Entry.PASS_THROUGH, "/assistants", dated))
                .isEmpty();
    }

    @Test
    void withoutADeploymentNothingGoesThere() {
        assertThat(AssistantsRoute.NONE.pathOf(Entry.NATIVE, "/v1/assistants", NO_QUERY))
                .isEmpty();
    }

    @Test
    void theQueryLeadsToTheDeploymentAndNoOther() {
        AssistantsRoute route = new AssistantsRoute(Optional.of(LOCAL));
        AssistantsRouter router = new AssistantsRouter(new NoGroups(), "assistant_settings", LOCAL);
        Plan plan = router.plan(route.query());
        assertThat(plan.group()).isEmpty();
        assertThat(plan.next()).contains(LOCAL);
        assertThat(plan.next()).isEmpty();
        assertThat(plan.exhausted()).hasMessageContaining("assistant_settings");
    }
}
