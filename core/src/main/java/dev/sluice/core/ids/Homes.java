package dev.sluice.core.ids;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.routing.Accounts;
import dev.sluice.core.routing.Home;
import dev.sluice.core.spi.IdLedger;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/**
 * Finds the account where the objects of a call live: in the ledger, or else by asking each account in turn. What
 * changes state is therefore never tried on two accounts. Thread-safe.
 */
public final class Homes {
    private static final int MOST_PROBED = 4;

    private final IdLedger ledger;
    private final Accounts accounts;
    private final LongAdder probes = new LongAdder();

    /** Homes among these accounts. */
    public Homes(IdLedger ledger, Accounts accounts) {
        this.ledger = ledger;
        this.accounts = accounts;
    }

    /** How many accounts were asked for an object, since the start. */
    public long probes() {
        return probes.sum();
    }

    /** Whether there is anything to find: with one account everything is at home. */
    public boolean matter() {
        return accounts.keepingObjects().size() > 1;
    }

    /**
     * The id of the account where the objects live; empty where no account knows them.
     *
     * @param owner the name of who calls
     * @param probe asks the accounts
     * @return fails with {@link ErrorKind#INVALID_REQUEST} where the objects live in two accounts, or where
     *     nobody knows them and nobody can be asked; and with {@link ErrorKind#NO_HEALTHY_DEPLOYMENT} where an account
     *     that may have them does not tell
     */
    public CompletionStage<Optional<String>> find(Concern concern, String owner, Probe probe) {
        return ledger.find(concern.ids()).thenCompose(known -> {
            Optional<String> home = homeOf(concern, known);
            return home.isPresent() || concern.objects().isEmpty()
                    ? CompletableFuture.completedFuture(home)
                    : new Search(concern, owner, probe).next();
        });
    }

    /** Remembers where objects live. */
    public void learn(Set<String> ids, Home home) {
        ledger.learn(ids, home);
    }

    private Optional<String> homeOf(Concern concern, Map<String, Home> known) {
        String first = null;
        String home = null;
        for (String id : concern.inOrder()) {
            Home found = known.get(id);
            if (found == null || accounts.itself(found.account()).isEmpty()) {
                continue;
            }
            if (first == null) {
                first = id;
                home = found.account();
            } else if (!found.account().equals(home)) {
                throw GatewayException.notSent(
                        ErrorKind.INVALID_REQUEST,
                        "'" + first + "' and '" + id + "' live in different accounts, and no account can see the"
                                + " other's objects. Make both through the same model, or name the same target for both.");
            }
        }
        return Optional.ofNullable(home);
    }

    /** One question after another, until an account has the object. */
    private final class Search {
        private final Concern concern;
        private final String owner;
        private final Probe probe;
        private final Iterator<String> paths;
        private final List<String> candidates = accounts.keepingObjects();
        private Iterator<String> left = List.<String>of().iterator();
        private String path = "";
        private boolean unsure;
        private boolean askedItself;
        /** Who cannot be asked for it, and has not denied what it would be in. */
        private final Set<String> unaskable = new HashSet<>();

        private final Set<String> denying = new HashSet<>();

        Search(Concern concern, String owner, Probe probe) {
            this.concern = concern;
            this.owner = owner;
            this.probe = probe;
            this.paths =
                    concern.objects().stream().distinct().limit(MOST_PROBED).iterator();
        }

        CompletionStage<Optional<String>> next() {
            if (!left.hasNext()) {
                path = paths.hasNext() ? paths.next() : itself();
                if (path.isEmpty()) {
                    return nowhere();
                }
                left = candidates.iterator();
            }
            String account = left.next();
            probes.increment();
            return probe.ask(accounts.itself(account).orElseThrow(), path).thenCompose(answer -> {
                if (answer == Probe.Answer.PRESENT) {
                    learn(
                            askedItself ? concern.inPath() : Set.of(path.substring(path.lastIndexOf('/') + 1)),
                            new Home(account, owner));
                    return CompletableFuture.completedFuture(Optional.of(account));
                }
                unsure |= answer == Probe.Answer.UNKNOWN;
                if (answer == Probe.Answer.UNASKABLE) {
                    unaskable.add(account);
                } else if (answer == Probe.Answer.ABSENT) {
                    denying.add(account);
                }
                return next();
            });
        }

        /** Where nobody can be asked for an object, a call that reads what is in it is the question. */
        private String itself() {
            boolean denied = denying.containsAll(unaskable);
            if (askedItself || denied) {
                return "";
            }
            askedItself = true;
            return concern.itself().orElse("");
        }

        private CompletionStage<Optional<String>> nowhere() {
            String unknown = "'" + concern.inOrder().iterator().next() + "' is not known here, and ";
            if (unsure) {
                return CompletableFuture.failedFuture(GatewayException.notSent(
                                ErrorKind.NO_HEALTHY_DEPLOYMENT,
                                unknown + "an account that may have it does not tell. Try again later.")
                        .retryAfter(Duration.ofSeconds(1)));
            }
            unaskable.removeAll(denying);
            return unaskable.isEmpty() || concern.reads()
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : CompletableFuture.failedFuture(GatewayException.notSent(
                            ErrorKind.INVALID_REQUEST,
                            unknown
                                    + "no account can be asked for it. Make it again; or where you know its account, name"
                                    + " a model of that account by the header X-LiteLLM-Target-Model."));
        }
    }
}
