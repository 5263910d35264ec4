package dev.sluice.transport.vertx.loop;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Netty's epoll without its events of the dead. The system tells a batch of events at once, each with the number of a
 * socket. Whoever handles one of them may close a second socket and open a third, which gets the number of the second,
 * and then Netty gives it what the rest of the batch says of the second. So a socket is told nothing of the batch in
 * which it was opened: nothing in there can be its own, and what is, comes again, since events are told until they are
 * handled. See docs/decisions/0007-epoll.md. Lives on one event loop.
 */
final class FreshEvents implements IoHandler {
    private static final long NONE = 0;

    private final IoHandler epoll;
    private long batches = NONE;
    private long current = NONE;

    private FreshEvents(IoHandler epoll) {
        this.epoll = epoll;
    }

    static IoHandlerFactory of(IoHandlerFactory epoll) {
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor executor) {
                return new FreshEvents(epoll.newHandler(executor));
            }

            @Override
            public boolean isChangingThreadSupported() {
                return epoll.isChangingThreadSupported();
            }
        };
    }

    /** Handles one batch, or none. */
    @Override
    public int run(IoHandlerContext context) {
        current = ++batches;
        try {
            return epoll.run(context);
        } finally {
            current = NONE;
        }
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return epoll.register(new Socket((EpollIoHandle) handle, current));
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return epoll.isCompatible(handleType);
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    private final class Socket implements EpollIoHandle {
        private final EpollIoHandle handle;
        private final long openedIn;

        Socket(EpollIoHandle handle, long openedIn) {
            this.handle = handle;
            this.openedIn = openedIn;
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            if (openedIn == NONE || openedIn != current) {
                handle.handle(registration, event);
            }
        }

        @Override
        public FileDescriptor fd() {
            return handle.fd();
        }

        @Override
        public void registered() {
            handle.registered();
        }

        @Override
        public void unregistered() {
            handle.unregistered();
        }

        @Override
        public void close() {
            try {
                handle.close();
            } catch (Exception e) {
                throw new ChannelException("A socket did not close", e);
            }
        }
    }
}
