package dev.sluice.distribution;

import java.lang.reflect.Proxy;

/**
 * Hears signals of the operating system. The platform's only class for it, {@code sun.misc.Signal} of module {@code
 * jdk.unsupported}, is reached by name, since every mention of it is a compiler warning.
 */
final class Signals {
    private Signals() {}

    /** Runs the action on a thread of its own whenever the signal comes, instead of what the JVM does by default. */
    static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object running = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            Object named = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, named, running);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Java platform lacks module jdk.unsupported", e);
        }
    }
}
