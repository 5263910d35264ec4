package dev.sluice.transport.vertx.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PiecesOfReadingTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new PiecesOfReading());
    private final List<ByteBuf> given = new ArrayList<>();

    @AfterEach
    void nothingIsKept() {
        channel.finishAndReleaseAll();
        assertThat(given).allMatch(piece -> piece.refCnt() == 0);
    }

    @Test
    void whatOneReadingBroughtIsOnePiece() {
        read("one ", "two ", "three");
        channel.pipeline().fireChannelReadComplete();
        read("four");
        channel.pipeline().fireChannelReadComplete();

        assertThat(told()).containsExactly("one two three", "four");
    }

    @Test
    void headAndEndStayWhereTheyAre() {
        channel.pipeline().fireChannelRead(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        read("one ", "two");
        channel.pipeline().fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);

        assertThat(told()).containsExactly("head", "one two", "end");
    }

    @Test
    void largePiecesAreNotCopied() {
        ByteBuf large = piece("x".repeat(30_000));
        channel.pipeline().fireChannelRead(new DefaultHttpContent(large));
        read("y".repeat(3_000));
        channel.pipeline().fireChannelReadComplete();

        HttpContent first = channel.readInbound();
        assertThat(first.content()).isSameAs(large);
        first.release();
        assertThat(told()).containsExactly("y".repeat(3_000));
    }

    @Test
    void nothingIsHeldBackWhenTheConnectionEnds() {
        read("one");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(told()).containsExactly("one");

        read("two");
        channel.pipeline().fireChannelInactive();
        assertThat(told()).containsExactly("two");

        read("three");
        channel.pipeline().remove(PiecesOfReading.class);
        assertThat(told()).containsExactly("three");
    }

    private void read(String... pieces) {
        for (String piece : pieces) {
            channel.pipeline().fireChannelRead(new DefaultHttpContent(piece(piece)));
        }
    }

    private ByteBuf piece(String text) {
        ByteBuf piece = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        given.add(piece);
        return piece;
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            told.add(word(message));
        }
        return told;
    }

    private static String word(Object message) {
        if (message instanceof HttpResponse) {
            return "head";
        }
        if (message instanceof LastHttpContent) {
            return "end";
        }
        HttpContent content = (HttpContent) message;
        String text = content.content().toString(StandardCharsets.UTF_8);
        content.release();
        return text;
    }
}
