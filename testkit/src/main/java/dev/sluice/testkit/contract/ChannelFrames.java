package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.realtime.Frame;
import dev.sluice.testkit.websocket.UpstreamSocket;
import dev.sluice.testkit.websocket.WebSocketUpstream;
import dev.sluice.testkit.websocket.WireFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames go through as they are, and no faster than they are wanted. */
interface ChannelFrames extends ChannelConcern {
    static Frame text(String text) {
        return new Frame(Frame.Kind.TEXT, true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String text(Frame frame) {
        return StandardCharsets.UTF_8.decode(frame.payload().duplicate()).toString();
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 125, 126, 127, 4096, 4097, 65_535, 65_536, 1 << 20, 2 << 20})
    default void everySizeGoesBothWays(int size) {
        try (WebSocketUpstream upstream =
                WebSocketUpstream.playing(socket -> socket.accept().echo())) {
            ChannelProbe probe = probe(upstream.origin()).wants(2);
            for (Frame.Kind kind : new Frame.Kind[] {Frame.Kind.BINARY, Frame.Kind.TEXT}) {
                Frame frame = new Frame(kind, true, ByteBuffer.wrap(noise(size)));
                probe.send(frame);
                assertThat(probe.next()).isEqualTo(frame);
            }
            assertThat(probe.strayed()).as("signals elsewhere than on the loop").isEmpty();
        }
    }

    @Test
    default void fragmentsStayAsTheyAreAndControlFramesKeepTheirPlaceBetweenThem() {
        Frame[] frames = {
            new Frame(Frame.Kind.TEXT, false, ByteBuffer.wrap(new byte[] {'a', (byte) 0xF0, (byte) 0x9F})),
            new Frame(Frame.Kind.PONG, true, ByteBuffer.wrap(noise(125))),
            new Frame(Frame.Kind.CONTINUATION, false, ByteBuffer.allocate(0)),
            new Frame(Frame.Kind.CONTINUATION, true, ByteBuffer.wrap(new byte[] {(byte) 0x98, (byte) 0x80})),
            new Frame(Frame.Kind.BINARY, false, ByteBuffer.wrap(noise(3))),
            new Frame(Frame.Kind.CONTINUATION, true, ByteBuffer.wrap(noise(70_000))),
            new Frame(Frame.Kind.TEXT, true, ByteBuffer.allocate(0)),
        };
        try (WebSocketUpstream upstream =
                WebSocketUpstream.playing(socket -> socket.accept().echo())) {
            ChannelProbe probe = probe(upstream.origin()).wants(Long.MAX_VALUE);
            for (Frame frame : frames) {
                probe.send(frame);
            }
            for (Frame frame : frames) {
                assertThat(probe.next()).isEqualTo(frame);
            }
        }
    }

    @Test
    default void pingsAreThePeersToAnswer() {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept().send(WireFrame.ping("from upstream"));
            assertThat(socket.read()).isEqualTo(WireFrame.pong("from upstream"));
            socket.echo();
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(2);
            Frame ping = probe.next();
            assertThat(ping.kind()).isEqualTo(Frame.Kind.PING);
            probe.send(new Frame(Frame.Kind.PONG, true, ping.payload()));
            probe.send(new Frame(Frame.Kind.PING, true, ByteBuffer.wrap(new byte[] {1})));
            assertThat(probe.next()).isEqualTo(new Frame(Frame.Kind.PONG, true, ByteBuffer.wrap(new byte[] {1})));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    default void howTheBytesAreCutDoesNotMatter(int piece) {
        WireFrame[] sent = {
            WireFrame.text("grüße 😀"), WireFrame.binary(noise(130)), WireFrame.text(""), WireFrame.ping("p")
        };
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept();
            for (WireFrame frame : sent) {
                byte[] bytes = socket.encoded(frame);
                for (int at = 0; at < bytes.length; at += piece) {
                    byte[] part = new byte[Math.min(piece, bytes.length - at)];
                    System.arraycopy(bytes, at, part, 0, part.length);
                    socket.sendRaw(part);
                }
            }
            socket.echo();
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(sent.length);
            for (WireFrame frame : sent) {
                assertThat(probe.next().payload()).isEqualTo(frame.payload());
            }
        }
    }

    @Test
    default void manyFramesInOnePieceComeOneByOneAsTheyAreWanted() {
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept();
            byte[] one = socket.encoded(WireFrame.text("x"));
            byte[] all = new byte[one.length * 1000];
            for (int i = 0; i < all.length; i++) {
                all[i] = one[i % one.length];
            }
            socket.sendRaw(all);
            socket.send(WireFrame.text("last"));
            socket.echo();
        })) {
            ChannelProbe probe = probe(upstream.origin());
            probe.staysQuiet(Limits.QUIET);
            probe.wants(3);
            for (int i = 0; i < 3; i++) {
                assertThat(text(probe.next())).isEqualTo("x");
            }
            probe.staysQuiet(Limits.SHORT);
            probe.wants(998);
            for (int i = 3; i < 1000; i++) {
                assertThat(text(probe.next())).isEqualTo("x");
            }
            assertThat(text(probe.next())).isEqualTo("last");
        }
    }

    @Test
    default void whatIsNotWantedHoldsTheUpstreamBack() {
        WireFrame block = WireFrame.binary(noise(1 << 16));
        int count = 2000;
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept();
            for (int i = 0; i < count; i++) {
                socket.send(block);
            }
            socket.echo();
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(1);
            probe.next();
            UpstreamSocket socket = upstream.awaitSocket(Limits.SOON);
            long before = -1;
            while (before != socket.bytesSent()) {
                before = socket.bytesSent();
                probe.staysQuiet(Limits.QUIET);
            }
            assertThat(before).isLessThan(Limits.BUFFERED);
            probe.wants(Long.MAX_VALUE);
            for (int i = 1; i < count; i++) {
                assertThat(probe.next().payload()).isEqualTo(block.payload());
            }
        }
    }

    @Test
    default void whatTheUpstreamDoesNotTakeIsNotAskedFor() {
        Frame block = new Frame(Frame.Kind.BINARY, true, ByteBuffer.wrap(noise(1 << 16)));
        CountDownLatch read = new CountDownLatch(1);
        try (WebSocketUpstream upstream = WebSocketUpstream.playing(socket -> {
            socket.accept();
            read.await();
            while (socket.read().opcode() != WireFrame.CLOSE) {
                // Everything is read, but nothing is answered.
            }
            socket.send(WireFrame.close(1000, ""));
        })) {
            ChannelProbe probe = probe(upstream.origin()).wants(1);
            long sent = 0;
            while (probe.isAsked() && sent < 4 * Limits.BUFFERED) {
                probe.send(block);
                sent += block.size();
            }
            assertThat(sent).isLessThan(Limits.BUFFERED);
            read.countDown();
            probe.send(Frame.close(1000, ""));
            assertThat(probe.next().closeCode()).hasValue(1000);
            Stages.await(probe.ended());
        }
    }
}
