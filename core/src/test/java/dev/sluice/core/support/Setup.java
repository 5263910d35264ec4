package dev.sluice.core.support;

import dev.sluice.core.config.ServerSettings;
import dev.sluice.core.routing.Account;
import dev.sluice.core.routing.Deployment;
import dev.sluice.core.routing.RouterSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a test's gateway is made of.
 *
 * @param deployments its model groups
 * @param defaultUpstream where everything else goes
 * @param server its limits
 * @param router its retries and fallbacks
 */
public record Setup(
        List<Deployment> deployments,
        Optional<Deployment> defaultUpstream,
        ServerSettings server,
        RouterSettings router) {
    /** Groups of one deployment each, {@code NAME-id}, all in one account; the upstream calls them {@code upstream-NAME}. */
    public static Setup of(String... groups) {
        return of(Stream.of(groups)
                .map(group -> deployment(group + "-id", group, Account.NONE))
                .toList());
    }

    /** These deployments. */
    public static Setup of(List<Deployment> deployments) {
        return new Setup(deployments, Optional.empty(), ServerSettings.DEFAULT, RouterSettings.DEFAULT);
    }

    /** A group with a deployment for each account; an account is called as its deployment. */
    public static Setup group(String name, String... accounts) {
        return of(Stream.of(accounts)
                .map(account -> deployment(account, name, account(account)))
                .toList());
    }

    /** A deployment whose upstream name is {@code upstream-GROUP}. */
    public static Deployment deployment(String id, String group, Account account) {
        return Deployment.of(id, group, "test", "upstream-" + group, account);
    }

    /** An account of that name. */
    public static Account account(String name) {
        return new Account(
                Optional.of("https://" + name + ".test"), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The name of an account; that of the default upstream is empty. */
    public static String nameOf(Account account) {
        return account.base()
                .map(base -> base.substring("https://".length(), base.indexOf(".test")))
                .orElse("");
    }

    /** The same with more deployments. */
    public Setup and(Setup other) {
        return new Setup(
                Stream.concat(deployments.stream(), other.deployments.stream()).toList(),
                defaultUpstream,
                server,
                router);
    }

    /** The same with a default upstream, {@code default}, or without one. */
    public Setup defaultUpstream(boolean there) {
        Deployment upstream = Deployment.of("default", "", "test", "", Account.NONE);
        return new Setup(deployments, there ? Optional.of(upstream) : Optional.empty(), server, router);
    }

    /** The same with other limits. */
    public Setup server(ServerSettings other) {
        return new Setup(deployments, defaultUpstream, other, router);
    }

    /** The same with other retries and fallbacks. */
    public Setup router(RouterSettings other) {
        return new Setup(deployments, defaultUpstream, server, other);
    }

    /** A gateway that tries deployments in their order and lets none of them rest. */
    public TestGateway start() {
        return new TestGateway(this, true);
    }

    /** A gateway that chooses deployments as any does. */
    public TestGateway startChoosing() {
        return new TestGateway(this, false);
    }
}
