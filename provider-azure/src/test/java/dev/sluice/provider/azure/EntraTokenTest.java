package dev.sluice.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.call.Cancellation;
import dev.sluice.core.call.EventLoop;
import dev.sluice.core.http.Headers;
import dev.sluice.core.http.HttpCall;
import dev.sluice.core.http.HttpReply;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.testkit.Bodies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token is got once, shared, and renewed before anybody has to wait for another. */
final class EntraTokenTest {
    private static final Duration RENEWAL = Duration.ofMinutes(45);
    private static final Duration END = Duration.ofMinutes(59);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TokenUpstream upstream = new TokenUpstream();
    private final Azure azure = new Azure(upstream);
    private final Deployment deployment = Azure.deployment(application("s3cret"));

    private static Account application(String secret) {
        return Azure.account(Azure.BASE, "tenant_id", "contoso", "client_id", "app", "client_secret", secret);
    }

    private CompletableFuture<HttpReply> call() {
        return call(deployment);
    }

    private CompletableFuture<HttpReply> call(Deployment to) {
        return azure.call(to, Azure.chat("/v1/chat/completions", "gpt-4o")).toCompletableFuture();
    }

    /** For whoever looks only at what Entra is asked. */
    private void start(Deployment to) {
        azure.call(to, Azure.request("GET", "/v1/files", null));
    }

    private void gotFirstToken() {
        CompletableFuture<HttpReply> first = call();
        upstream.grant("token-1", 3600);
        assertThat(first).isCompleted();
    }

    @Test
    void theFirstCallGetsATokenAndTheNextUseIt() {
        CompletableFuture<HttpReply> first = call();
        assertThat(first).isNotDone();
        assertThat(upstream.credentials()).isEmpty();

        upstream.grant("token-1", 3600);
        assertThat(first).isCompleted();

        assertThat(call()).isCompleted();
        assertThat(azure.call(deployment, Azure.request("GET", "/v1/files", null))
                        .toCompletableFuture())
                .isCompleted();
        assertThat(upstream.credentials()).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-1");
        assertThat(upstream.tokenRequests()).hasSize(1);
    }

    @Test
    void itIsAskedForAsEntraWantsIt() {
        start(Azure.deployment(Azure.account(
                Azure.BASE, "tenant_id", "con toso/x", "client_id", "a&b", "client_secret", "s=c r+t~&%")));

        HttpCall request = upstream.tokenRequests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.origin() + request.target())
                .isEqualTo("https://login.microsoftonline.com/con%20toso%2Fx/oauth2/v2.0/token");
        assertThat(request.headers())
                .isEqualTo(
                        Headers.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"));
        assertThat(new String(Bodies.bytes(request.body()), StandardCharsets.UTF_8))
                .isEqualTo("grant_type=client_credentials&client_id=a%26b&client_secret=s%3Dc+r%2Bt%7E%26%25"
                        + "&scope=https%3A%2F%2Fcognitiveservices.azure.com%2F.default");
    }

    @ParameterizedTest
    @CsvSource({
        "login.microsoftonline.us, https://login.microsoftonline.us/t/oauth2/v2.0/token",
        "https://login.chinacloudapi.cn/, https://login.chinacloudapi.cn/t/oauth2/v2.0/token",
        "http://127.0.0.1:8080/entra, http://127.0.0.1:8080/entra/t/oauth2/v2.0/token",
    })
    void nationalCloudsHaveTheirOwnAuthority(String authority, String endpoint) {
        start(Azure.deployment(Azure.account(
                Azure.BASE,
                "tenant_id",
                "t",
                "client_id",
                "c",
                "client_secret",
                "s",
                "azure_authority_host",
                authority)));

        HttpCall request = upstream.tokenRequests().get(0);
        assertThat(request.origin() + request.target()).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource({
        "https://res.openai.azure.com, '', https%3A%2F%2Fcognitiveservices.azure.com%2F.default",
        "https://res.services.ai.azure.com/openai/v1, '', https%3A%2F%2Fcognitiveservices.azure.com%2F.default",
        "https://res.services.ai.azure.com/api/projects/p, '', https%3A%2F%2Fai.azure.com%2F.default",
        "https://res.services.ai.azure.com/api/projects/p/openai/v1, '', https%3A%2F%2Fai.azure.com%2F.default",
        "https://res.openai.azure.com, mine, mine",
    })
    void theScopeIsThatOfTheBaseUnlessItIsWritten(String base, String written, String sent) {
        String[] secrets = {"tenant_id", "t", "client_id", "c", "client_secret", "s", "azure_scope", written};
        start(Azure.deployment(Azure.account(base, written.isEmpty() ? Arrays.copyOf(secrets, 6) : secrets)));

        assertThat(new String(Bodies.bytes(upstream.tokenRequests().get(0).body()), StandardCharsets.UTF_8))
                .endsWith("&scope=" + sent);
    }

    @Test
    void allWhoWaitShareOneRequest() {
        List<CompletableFuture<HttpReply>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(call());
        }
        assertThat(upstream.tokenRequests()).hasSize(1);

        upstream.grant("token-1", 3600);

        assertThat(waiting).allMatch(CompletableFuture::isDone);
        assertThat(upstream.credentials()).hasSize(20).containsOnly("Bearer token-1");
    }

    @Test
    void callersOfManyThreadsShareOneRequest() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<List<CompletableFuture<HttpReply>>>> started = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                started.add(pool.submit(() -> {
                    start.await();
                    List<CompletableFuture<HttpReply>> mine = new ArrayList<>();
                    for (int k = 0; k < 100; k++) {
                        mine.add(call());
                    }
                    return mine;
                }));
            }
            start.countDown();
            List<CompletableFuture<HttpReply>> all = new ArrayList<>();
            for (Future<List<CompletableFuture<HttpReply>>> one : started) {
                all.addAll(one.get(20, TimeUnit.SECONDS));
            }
            upstream.grant("token-1", 3600);

            assertThat(all).hasSize(threads * 100).allMatch(CompletableFuture::isDone);
            assertThat(upstream.tokenRequests()).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whoeverWaitedSendsOnItsOwnLoop() {
        Queue<Runnable> posted = new ArrayDeque<>();
        EventLoop elsewhere = new EventLoop() {
            @Override
            public boolean isCurrent() {
                return false;
            }

            @Override
            public void post(Runnable task) {
                posted.add(task);
            }

            @Override
            public Cancellation.Registration after(Duration delay, Runnable task) {
                return azure.scheduler().after(delay, task);
            }
        };
        azure.call(deployment, Azure.request("GET", "/v1/files", null), elsewhere);
        upstream.grant("token-1", 3600);
        assertThat(upstream.credentials()).isEmpty();

        posted.remove().run();

        assertThat(upstream.credentials()).containsExactly("Bearer token-1");
    }

    @Test
    void deploymentsOfOneApplicationShareATokenAndOthersDoNot() {
        gotFirstToken();

        assertThat(call(Azure.deployment("other", application("s3cret")))).isCompleted();
        start(Azure.deployment(application("other secret")));
        start(Azure.deployment(
                Azure.account(Azure.BASE, "tenant_id", "x", "client_id", "app", "client_secret", "s3cret")));
        start(Azure.deployment(
                Azure.account(Azure.BASE, "tenant_id", "contoso", "client_id", "x", "client_secret", "s3cret")));
        start(Azure.deployment(Azure.account(
                Azure.BASE,
                "tenant_id",
                "contoso",
                "client_id",
                "app",
                "client_secret",
                "s3cret",
                "azure_scope",
                "x")));
        start(Azure.deployment(Azure.account(
                Azure.BASE,
                "tenant_id",
                "contoso",
                "client_id",
                "app",
                "client_secret",
                "s3cret",
                "azure_authority_host",
                "x")));

        assertThat(upstream.tokenRequests()).hasSize(6);
        assertThat(upstream.credentials()).hasSize(2);
    }

    @Test
    void aTokenOfTheConfigurationIsThereBeforeTheFirstCall() {
        azure.provider().prepare(deployment);
        assertThat(upstream.tokenRequests()).as("not on the thread that starts").isEmpty();
        azure.scheduler().advance(Duration.ZERO);
        upstream.grant("token-1", 3600);

        assertThat(call()).isCompleted();
        azure.scheduler().advance(RENEWAL);
        upstream.grant("token-2", 3600);

        assertThat(call()).isCompleted();
        assertThat(upstream.credentials()).containsExactly("Bearer token-1", "Bearer token-2");
        assertThat(upstream.tokenRequests()).hasSize(2);
    }

    @Test
    void whoeverComesBeforeItIsThereWaitsForTheSameRequest() {
        azure.provider().prepare(deployment);
        azure.scheduler().advance(Duration.ZERO);
        CompletableFuture<HttpReply> early = call();
        assertThat(early).isNotDone();

        upstream.grant("token-1", 3600);

        assertThat(early).isCompleted();
        assertThat(upstream.tokenRequests()).hasSize(1);
    }

    @Test
    void aCallBeforeThatRequestMakesIt() {
        azure.provider().prepare(deployment);
        CompletableFuture<HttpReply> first = call();
        upstream.grant("token-1", 3600);
        assertThat(first).isCompleted();

        azure.scheduler().advance(SECOND);

        assertThat(upstream.tokenRequests()).hasSize(1);
    }

    @Test
    void whereEntraIsDownAtTheStartItIsAskedAgainWithGrowingPauses() {
        azure.provider().prepare(deployment);
        azure.scheduler().advance(Duration.ZERO);
        for (long seconds : new long[] {30, 60, 120, 240, 480, 900, 900}) {
            upstream.failWith(new IllegalStateException("Planted."));
            int asked = upstream.tokenRequests().size();
            azure.scheduler().advance(Duration.ofSeconds(seconds).minus(SECOND));
            assertThat(upstream.tokenRequests()).hasSize(asked);
            azure.scheduler().advance(SECOND);
            assertThat(upstream.tokenRequests()).as("after %s s", seconds).hasSize(asked + 1);
        }

        upstream.grant("token-1", 3600);

        assertThat(call()).as("it is there before anybody asks for it").isCompleted();
    }

    @Test
    void aTokenOfTheConfigurationIsReadyHoweverLongNobodyCalls() {
        azure.provider().prepare(deployment);
        azure.scheduler().advance(Duration.ZERO);
        upstream.grant("token-0", 3600);
        for (int renewals = 1; renewals <= 3 * 24 * 60 / 45; renewals++) {
            azure.scheduler().advance(RENEWAL);
            upstream.grant("token-" + renewals, 3600);
        }

        assertThat(call()).isCompleted();
        assertThat(upstream.credentials()).containsExactly("Bearer token-96");
    }

    @Test
    void onlyWhoeverNeedsATokenIsGotOneAndOneSuffices() {
        azure.provider().prepare(deployment);
        azure.provider().prepare(deployment);
        azure.provider().prepare(Azure.deployment(application("s3cret")));
        azure.provider().prepare(Azure.deployment(Azure.account(Azure.BASE, "2024-10-21")));
        azure.provider().prepare(Azure.deployment(Azure.account(Azure.BASE, "azure_ad_token", "t")));
        azure.provider().prepare(Azure.deployment(Azure.account("no url", "client_secret", "x")));
        azure.provider().prepare(Azure.deployment(Azure.account(Azure.BASE, "client_secret", "x")));

        azure.scheduler().advance(Duration.ofDays(1));

        assertThat(upstream.tokenRequests()).hasSize(1);
    }

    @Test
    void itIsRenewedWithoutACallAndNobodyWaits() {
        gotFirstToken();

        azure.scheduler().advance(RENEWAL.minus(SECOND));
        assertThat(upstream.tokenRequests()).hasSize(1);
        azure.scheduler().advance(SECOND);
        assertThat(upstream.tokenRequests()).as("asked for between calls").hasSize(2);

        assertThat(call()).as("while the next one is on its way").isCompleted();
        upstream.grant("token-2", 3600);
        assertThat(call()).isCompleted();
        assertThat(upstream.credentials()).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
        assertThat(upstream.tokenRequests()).hasSize(2);
    }

    @Test
    void callsOfAWholeDayNeverWaitAgain() {
        gotFirstToken();
        int granted = 1;

        for (int minute = 1; minute <= 24 * 60; minute++) {
            azure.scheduler().advance(Duration.ofMinutes(1));
            while (upstream.tokenRequests().size() > granted) {
                upstream.grant("token-" + ++granted, 3600);
            }
            assertThat(call()).as("minute %s", minute).isCompleted();
        }

        assertThat(upstream.tokenRequests()).hasSize(1 + 24 * 60 / 45);
    }

    @Test
    void aRenewalThatFailsIsTriedAgainWhileTheTokenHolds() {
        gotFirstToken();
        azure.scheduler().advance(RENEWAL);
        upstream.answerWith(TokenUpstream.json(503, "{}"));
        azure.scheduler().advance(PAUSE);
        upstream.failWith(new IllegalStateException("Planted."));
        assertThat(call()).isCompleted();

        azure.scheduler().advance(PAUSE);
        upstream.grant("token-2", 3600);

        assertThat(call()).isCompleted();
        assertThat(upstream.credentials()).endsWith("Bearer token-1", "Bearer token-2");
        assertThat(upstream.tokenRequests()).hasSize(4);
        azure.scheduler().advance(RENEWAL);
        assertThat(upstream.tokenRequests()).as("and renewed in turn").hasSize(5);
    }

    @Test
    void aTokenIsNotUsedInItsLastMinuteNorAfterIt() {
        gotFirstToken();
        azure.scheduler().advance(RENEWAL);
        azure.scheduler().advance(END.minus(RENEWAL).minus(SECOND));
        assertThat(call()).as("the renewal hangs, the token holds").isCompleted();

        azure.scheduler().advance(SECOND);
        CompletableFuture<HttpReply> late = call();
        assertThat(late).as("the token holds no more").isNotDone();
        upstream.grant("token-2", 3600);

        assertThat(late).isCompleted();
        assertThat(upstream.credentials()).endsWith("Bearer token-1", "Bearer token-2");
        assertThat(upstream.tokenRequests()).as("the renewal served the call").hasSize(2);
    }

    @Test
    void onceEveryRenewalHasFailedTheNextCallAsksForItself() {
        gotFirstToken();
        azure.scheduler().advance(RENEWAL);
        for (Duration past = RENEWAL; past.compareTo(END) < 0; past = past.plus(PAUSE)) {
            upstream.answerWith(TokenUpstream.json(500, "{}"));
            azure.scheduler().advance(PAUSE);
        }
        int asked = upstream.tokenRequests().size();
        azure.scheduler().advance(Duration.ofHours(5));
        assertThat(upstream.tokenRequests()).as("nobody wants one").hasSize(asked);

        CompletableFuture<HttpReply> call = call();
        upstream.grant("token-2", 3600);

        assertThat(call).isCompleted();
        assertThat(upstream.credentials()).endsWith("Bearer token-2");
    }

    @Test
    void aTokenOfShortLifeIsNotRenewedWithoutPause() {
        start(deployment);
        upstream.grant("token-1", 20);

        azure.scheduler().advance(PAUSE.minus(SECOND));

        assertThat(upstream.tokenRequests()).hasSize(1);
        CompletableFuture<HttpReply> next = call();
        assertThat(next).isNotDone();
        upstream.grant("token-2", 20);
        assertThat(next).isCompleted();
    }

    @Test
    void aTokenThatNobodyWantsIsGivenUpAfterADay() {
        gotFirstToken();
        int requests = 1;
        while (azure.scheduler().waiting() > 0) {
            azure.scheduler().advance(Duration.ofMinutes(1));
            if (upstream.tokenRequests().size() > requests) {
                upstream.grant("token-" + ++requests, 3600);
            }
        }

        assertThat(requests).isBetween(24 * 60 / 45, 24 * 60 / 45 + 2);
        azure.scheduler().advance(Duration.ofDays(2));
        assertThat(upstream.tokenRequests()).hasSize(requests);
        CompletableFuture<HttpReply> call = call();
        upstream.grant("token-last", 3600);
        assertThat(call).isCompleted();
        assertThat(azure.scheduler().waiting()).as("renewed again").isEqualTo(1);
    }

    @Test
    void aClosedProviderRenewsNothing() {
        gotFirstToken();
        start(Azure.deployment(application("other secret")));
        azure.provider().close();
        upstream.grant("too late", 3600);

        assertThat(azure.scheduler().waiting()).isZero();
    }
}
