package dev.sluice.distribution;

import dev.sluice.config.yaml.ProviderTypes;
import dev.sluice.core.spi.LogSinkFactory;
import dev.sluice.core.spi.ProviderFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The factories of providers and log sinks: those on the class path, and those in the jars of {@code plugins/} that the configuration
 * names. A jar that is not named is not even opened.
 */
final class Plugins implements ProviderTypes {
    private static final String SUFFIX = ".jar";
    private static final Pattern VERSION = Pattern.compile("-\\d[^/]*$");

    private final Path directory;
    private final Map<String, ProviderFactory> factories = new LinkedHashMap<>();
    private final Map<String, LogSinkFactory> sinks = new LinkedHashMap<>();

    Plugins(Path directory) {
        this.directory = directory;
        load(Plugins.class.getClassLoader(), "the class path");
    }

    /** {@code plugins/} in the directory of the jar that this class was loaded from. */
    static Path besideJar() {
        try {
            Path code = Path.of(Plugins.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return code.resolveSibling("plugins");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every factory that may be used. */
    List<ProviderFactory> factories() {
        return List.copyOf(factories.values());
    }

    @Override
    public Set<String> known(List<String> named) {
        for (String plugin : named) {
            Path jar = jarOf(plugin);
            load(loaderOf(jar), jar.getFileName().toString());
        }
        return Set.copyOf(factories.keySet());
    }

    @Override
    public Set<String> knownSinks() {
        return new TreeSet<>(sinks.keySet());
    }

    /** The factory of the log sink of that name, which is one of {@link #knownSinks}. */
    LogSinkFactory sink(String name) {
        return Objects.requireNonNull(sinks.get(name), name);
    }

    private void load(ClassLoader loader, String where) {
        register(factories, ServiceLoader.load(ProviderFactory.class, loader), ProviderFactory::type, where);
        register(sinks, ServiceLoader.load(LogSinkFactory.class, loader), LogSinkFactory::name, where);
    }

    private static ClassLoader loaderOf(Path jar) {
        try {
            URL[] content = {jar.toUri().toURL()};
            return new URLClassLoader(content, Plugins.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path jarOf(String plugin) {
        List<String> present = new ArrayList<>();
        List<Path> matching = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*.jar")) {
                for (Path jar : jars) {
                    String name = jar.getFileName().toString();
                    present.add(name);
                    if (name.equals(plugin) || nameWithoutVersion(name).equals(withoutSuffix(plugin))) {
                        matching.add(jar);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (matching.size() != 1) {
            throw new PluginException("'" + plugin + "' is "
                    + (matching.isEmpty() ? "no jar" : "more than one jar") + " in " + directory + "; there are: "
                    + present + ". Name a jar, with or without its version.");
        }
        return matching.get(0);
    }

    private static String nameWithoutVersion(String jar) {
        return VERSION.matcher(withoutSuffix(jar)).replaceFirst("");
    }

    private static String withoutSuffix(String jar) {
        return jar.endsWith(SUFFIX) ? jar.substring(0, jar.length() - SUFFIX.length()) : jar;
    }

    /** A factory that was there before comes again with each plugin's parent class loader; it is the same class. */
    private static <T> void register(
            Map<String, T> known, ServiceLoader<T> found, Function<T, String> nameOf, String where) {
        try {
            for (T factory : found) {
                String name = nameOf.apply(factory);
                T before = known.putIfAbsent(name, factory);
                if (before != null && before.getClass() != factory.getClass()) {
                    throw new PluginException("Two providers, or two log sinks, are called '" + name + "': "
                            + before.getClass().getName() + " and "
                            + factory.getClass().getName() + " (" + where + ").");
                }
            }
        } catch (ServiceConfigurationError broken) {
            throw new PluginException("A plugin in " + where + " cannot be loaded: " + broken.getMessage());
        }
    }
}
