package dev.sluice.transport.vertx.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A socket that gets the number of one that was just closed hears nothing of what that one was to be told. */
@EnabledOnOs(OS.LINUX)
final class FreshEventsTest {
    private static final long SOON = 10;
    private static final int ATTEMPTS = 20;

    @TempDir
    Path directory;

    @Test
    void anHeirHearsNothing() throws Exception {
        assertThat(heard(FreshEvents.of(EpollIoHandler.newFactory()))).isEmpty();
    }

    /** Once this fails, Netty does without our help. */
    @Test
    void withoutThemItDoes() throws Exception {
        assertThat(heard(EpollIoHandler.newFactory())).singleElement().isInstanceOf(NotYetConnectedException.class);
    }

    /** Any other thread of this process may take the number first: then it is tried again. */
    private List<Throwable> heard(IoHandlerFactory epoll) throws Exception {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<List<Throwable>> heard = heard(epoll, directory.resolve("socket-" + attempt));
            if (heard.isPresent()) {
                return heard.get();
            }
        }
        throw new AssertionError("No socket got the number of the one before");
    }

    /**
     * Makes two sockets readable while their loop is busy, so that one batch tells of both. Whichever is told first
     * closes the other one and opens a third. Empty where that one got another number.
     */
    private static Optional<List<Throwable>> heard(IoHandlerFactory epoll, Path path) throws Exception {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, epoll);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                ServerSocket upstream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.bind(UnixDomainSocketAddress.of(path));
            Heir heir = new Heir(new Bootstrap().group(loop).channel(EpollSocketChannel.class));
            Bootstrap testators = new Bootstrap().group(loop).channel(EpollDomainSocketChannel.class);
            List<Channel> channels = new ArrayList<>();
            List<SocketChannel> peers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int other = 1 - i;
                Testator testator =
                        new Testator(() -> heir.open(channels.get(other), upstream.getLocalSocketAddress()));
                channels.add(testators
                        .clone()
                        .handler(testator)
                        .connect(new DomainSocketAddress(path.toFile()))
                        .sync()
                        .channel());
                peers.add(server.accept());
            }
            CompletableFuture<@Nullable Void> bothAreReadable = new CompletableFuture<>();
            loop.execute(bothAreReadable::join);
            for (SocketChannel peer : peers) {
                peer.write(ByteBuffer.wrap(new byte[1]));
            }
            bothAreReadable.complete(null);
            boolean sameNumber = heir.opened.get(SOON, TimeUnit.SECONDS);
            for (SocketChannel peer : peers) {
                peer.close();
            }
            return sameNumber ? Optional.of(List.copyOf(heir.failures)) : Optional.empty();
        } finally {
            loop.shutdownGracefully(0, SOON, TimeUnit.SECONDS).sync();
        }
    }

    private static final class Testator extends ChannelInboundHandlerAdapter {
        private final Runnable told;

        Testator(Runnable told) {
            this.told = told;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            told.run();
        }
    }

    private static final class Heir extends ChannelInboundHandlerAdapter {
        final CompletableFuture<Boolean> opened = new CompletableFuture<>();
        final List<Throwable> failures = new CopyOnWriteArrayList<>();
        private final Bootstrap bootstrap;

        Heir(Bootstrap bootstrap) {
            this.bootstrap = bootstrap.handler(this);
        }

        void open(Channel testator, SocketAddress upstream) {
            int number = ((UnixChannel) testator).fd().intValue();
            assertThat(testator.close().isDone()).isTrue();
            ChannelFuture connect = bootstrap.connect(upstream);
            boolean sameNumber = ((UnixChannel) connect.channel()).fd().intValue() == number;
            connect.addListener(connected -> {
                if (connected.isSuccess()) {
                    opened.complete(sameNumber);
                } else {
                    opened.completeExceptionally(connected.cause());
                }
            });
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failures.add(cause);
        }
    }
}
