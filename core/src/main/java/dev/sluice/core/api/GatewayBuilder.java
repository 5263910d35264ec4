package dev.sluice.core.api;

import dev.sluice.core.call.EventLoop;
import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.http.Timeouts;
import dev.sluice.core.ids.Homes;
import dev.sluice.core.memory.MemoryStores;
import dev.sluice.core.passthrough.AssistantsRoute;
import dev.sluice.core.passthrough.Dispatcher;
import dev.sluice.core.passthrough.Gate;
import dev.sluice.core.passthrough.GatewayModels;
import dev.sluice.core.passthrough.PassThrough;
import dev.sluice.core.passthrough.Pricing;
import dev.sluice.core.passthrough.Providers;
import dev.sluice.core.price.PriceTable;
import dev.sluice.core.router.StockRouter;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Accounts;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouterSettings;
import dev.sluice.core.routing.Share;
import dev.sluice.core.secret.Secret;
import dev.sluice.core.secret.SecretRef;
import dev.sluice.core.spi.AssistantServices;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.IdLedger;
import dev.sluice.core.spi.JsonCodec;
import dev.sluice.core.spi.KeyStore;
import dev.sluice.core.spi.LogSink;
import dev.sluice.core.spi.ProviderFactory;
import dev.sluice.core.spi.Services;
import dev.sluice.core.spi.SilentSink;
import dev.sluice.core.spi.TransportFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Gateway}. Name at least one upstream: the default one, by {@link #openAi}, {@link #compatible}, {@link
 * #azure} or {@link #upstream}, the last of which counts; or deployments of model groups. The transport, the codec and the
 * providers are found on the class path; what is set here outranks them.
 *
 * <p>Not thread-safe. A builder can build several gateways, which share nothing but what was handed in.
 */
public final class GatewayBuilder {
    private static final String OWN = "assistants";

    private final List<Deployment> deployments = new ArrayList<>();
    private final List<ProviderFactory> providers = new ArrayList<>();
    private final Map<String, String> headers = new HashMap<>();
    private RouterSettings router = RouterSettings.DEFAULT;
    private Map<String, String> environment = System.getenv();
    private IdLedger ledger = IdLedger.NONE;
    private LogSink sink = new SilentSink();
    private @Nullable Clock clock;
    private @Nullable Deployment upstream;
    private @Nullable KeyStore keys;
    private @Nullable AssistantStores stores;

    GatewayBuilder() {}

    /** OpenAI itself, by this key: the default upstream is {@code https://api.openai.com}. */
    public GatewayBuilder openAi(String apiKey) {
        return upstream("openai", null, apiKey, null);
    }

    /**
     * A server that is compatible with OpenAI, or another Sluice, at this base URL, with or without {@code /v1}. What it wants
     * besides a key is said by {@link #header}.
     */
    public GatewayBuilder compatible(String baseUrl, String apiKey) {
        return upstream("openai", baseUrl, apiKey, null);
    }

    /**
     * An Azure OpenAI resource. Models are the names of its deployments.
     *
     * @param endpoint such as {@code https://name.openai.azure.com}
     * @param apiVersion a preview, for assistants: {@code 2025-04-01-preview} was the last that had them
     */
    public GatewayBuilder azure(String endpoint, String apiKey, String apiVersion) {
        return upstream("azure", endpoint, apiKey, apiVersion);
    }

    private GatewayBuilder upstream(
            String provider, @Nullable String base, String apiKey, @Nullable String apiVersion) {
        Account account = new Account(
                Optional.ofNullable(base),
                Optional.of(new SecretRef.Literal(Secret.of(apiKey))),
                Optional.empty(),
                Optional.ofNullable(apiVersion));
        return upstream(new Deployment(
                "default", "", provider, "", account, Share.EQUAL, Timeouts.DEFAULT, Optional.empty(), Map.of()));
    }

    /** A header that goes with every call of the default upstream, such as {@code astra-api-token}. Its value is not logged. */
    public GatewayBuilder header(String name, String value) {
        headers.put(Deployment.EXTRA_HEADER + name, value);
        return this;
    }

    /**
     * Assistants, threads and files are not sent anywhere: this gateway serves them itself and executes runs on the models of
     * its upstreams. They are kept in memory and gone with the process. Wants {@code sluice-provider-local} on the class path.
     */
    public GatewayBuilder local() {
        return local(MemoryStores.create());
    }

    /** The same, kept in these stores; whoever opened them closes them, after the gateway. */
    public GatewayBuilder local(AssistantStores kept) {
        stores = kept;
        return this;
    }

    /** Where every call goes that no model group serves; its group is empty. */
    public GatewayBuilder upstream(Deployment deployment) {
        upstream = deployment;
        return this;
    }

    /** A deployment of a model group. */
    public GatewayBuilder deployment(Deployment deployment) {
        deployments.add(deployment);
        return this;
    }

    /** How deployments are chosen, and what happens when they fail. */
    public GatewayBuilder router(RouterSettings settings) {
        router = settings;
        return this;
    }

    /** A provider beside those on the class path. */
    public GatewayBuilder provider(ProviderFactory factory) {
        providers.add(factory);
        return this;
    }

    /** What is told of each call, on its event loop. */
    public GatewayBuilder log(LogSink logSink) {
        sink = logSink;
        return this;
    }

    /** Where ids are remembered, for several accounts; without one, objects are found by asking each account. */
    public GatewayBuilder ledger(IdLedger idLedger) {
        ledger = idLedger;
        return this;
    }

    /** The variables that references to secrets lead to, instead of the process's own. */
    public GatewayBuilder environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /** Where secrets come from, instead of the environment. */
    public GatewayBuilder keys(KeyStore keyStore) {
        keys = keyStore;
        return this;
    }

    /** The time of day, for tests. */
    public GatewayBuilder clock(Clock other) {
        clock = other;
        return this;
    }

    /**
     * The gateway, with event loops of its own: one for each processor. Makes no call.
     *
     * @throws IllegalStateException where no upstream is named, or a module is missing on the class path
     */
    public Gateway build() {
        if (upstream == null && deployments.isEmpty()) {
            throw new IllegalStateException(
                    "Name an upstream: openAi(key), compatible(url, key), azure(...) or deployment(...)");
        }
        List<ProviderFactory> factories = factories();
        Optional<Deployment> own =
                Optional.ofNullable(stores).map(kept -> Deployment.of(OWN, "", Providers.LOCAL, "", Account.NONE));
        KeyStore resolver = keys != null ? keys : new LiteralKeys(environment);
        JsonCodec json = found(JsonCodec.class, "sluice-codec-jsonb");
        RandomGenerator random = new SecureRandom();
        TransportFactory.Opened wire =
                found(TransportFactory.class, "sluice-transport-vertx").open();
        Clock time = clock != null ? clock : wire.clock();
        GatewayModels models = new GatewayModels();
        Services services = services(
                new Services(wire.transport(), resolver, json, time, random, wire.scheduler()).telling(sink),
                models,
                wire.loops());
        Providers installed = new Providers(factories.stream().map(factory -> factory.create(services)));
        Optional<Deployment> fallback = withHeaders();
        List<Deployment> others =
                Stream.of(fallback, own).flatMap(Optional::stream).toList();
        Accounts accounts = new Accounts(deployments, others, resolver::resolve);
        installed.prepare(Stream.concat(deployments.stream(), others.stream()));
        Pricing prices = new Pricing(PriceTable.builtIn());
        Dispatcher dispatcher = new Dispatcher(
                        new StockRouter(deployments, fallback, accounts, router, prices::of, random, wire.nanos()),
                        accounts,
                        installed,
                        router,
                        time,
                        random)
                .with(prices)
                .with(new AssistantsRoute(own));
        PassThrough service = new PassThrough(
                new Gate(resolver, Optional.empty()),
                dispatcher,
                new Homes(ledger, accounts),
                sink,
                ServerSettings.DEFAULT,
                wire.nanos());
        models.connect(service, dispatcher, fallback);
        Runnable close = () -> {
            installed.close();
            wire.close().run();
        };
        return new Gateway(service, new Parts(wire, close), json, time, random);
    }

    private Services services(Services plain, GatewayModels models, Supplier<EventLoop> loops) {
        return stores == null ? plain : plain.with(new AssistantServices(stores, models, loops));
    }

    private Optional<Deployment> withHeaders() {
        return Optional.ofNullable(upstream).map(plain -> {
            Map<String, String> settings = new HashMap<>(plain.settings());
            settings.putAll(headers);
            return new Deployment(
                    plain.id(),
                    plain.group(),
                    plain.provider(),
                    plain.upstreamModel(),
                    plain.account(),
                    plain.share(),
                    plain.timeouts(),
                    plain.streamFirstByte(),
                    plain.failures(),
                    plain.info(),
                    settings);
        });
    }

    private List<ProviderFactory> factories() {
        List<ProviderFactory> factories = new ArrayList<>(providers);
        ServiceLoader.load(ProviderFactory.class).forEach(found -> {
            if (factories.stream().noneMatch(known -> known.type().equals(found.type()))) {
                factories.add(found);
            }
        });
        if (stores != null && factories.stream().noneMatch(known -> known.type().equals(Providers.LOCAL))) {
            throw new IllegalStateException(
                    "Nothing on the class path serves assistants itself; add sluice-provider-local.");
        }
        return factories;
    }

    private static <T> T found(Class<T> port, String module) {
        return ServiceLoader.load(port)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No " + port.getSimpleName()
                        + " is on the class path; add " + module + " or a module of your own."));
    }

    /**
     * What a gateway runs on.
     *
     * @param wire transport and loops
     * @param close ends all of it
     */
    record Parts(TransportFactory.Opened wire, Runnable close) {}
}
