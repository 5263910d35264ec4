package dev.sluice.testkit.fake;

import dev.sluice.testkit.fake.resource.FakeApi;
import dev.sluice.testkit.fake.resource.Realtime;
import dev.sluice.testkit.fake.resource.Reply;
import dev.sluice.testkit.fake.wire.WireRequest;
import dev.sluice.testkit.websocket.UpstreamSocket;
import dev.sluice.testkit.websocket.WireFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The Realtime API on a client's WebSocket. */
final class RealtimeTalk {
    private final FakeApi api;

    RealtimeTalk(FakeApi api) {
        this.api = api;
    }

    /** Accepts the client or not, and talks with it until it closes. */
    void hold(WireRequest handshake, UpstreamSocket socket) throws IOException {
        Optional<String> model = handshake.query("model");
        boolean known =
                handshake.path().equals(Realtime.PATH) && api.account(handshake).isPresent();
        if (!known || model.isEmpty()) {
            Reply.Json refusal = api.refusal(handshake);
            socket.refuse(
                    refusal.status() + " Refused",
                    new String(refusal.bytes(), StandardCharsets.UTF_8),
                    "Content-Type: application/json");
            return;
        }
        boolean spoken = Realtime.protocols(handshake).anyMatch("realtime"::equals);
        socket.accept(spoken ? "Sec-WebSocket-Protocol: realtime" : "openai-version: 2020-10-01");
        talk(new Realtime(model.get()), socket);
    }

    private static void talk(Realtime conversation, UpstreamSocket socket) throws IOException {
        socket.send(WireFrame.text(conversation.opening()));
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (WireFrame frame = socket.read(); ; frame = socket.read()) {
            switch (frame.opcode()) {
                case WireFrame.CLOSE -> {
                    socket.send(frame);
                    return;
                }
                case WireFrame.PING ->
                    socket.send(
                            WireFrame.of(WireFrame.PONG, true, frame.payload().array()));
                case WireFrame.PONG -> {}
                default -> {
                    message.writeBytes(frame.payload().array());
                    if (frame.last()) {
                        for (String event : conversation.answer(message.toString(StandardCharsets.UTF_8))) {
                            socket.send(WireFrame.text(event));
                        }
                        message.reset();
                    }
                }
            }
        }
    }
}
