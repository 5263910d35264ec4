package dev.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.error.ErrorKind;
import dev.sluice.core.error.GatewayException;
import dev.sluice.core.error.Reach;
import dev.sluice.core.http.Body;
import dev.sluice.core.spi.AssistantStores;
import dev.sluice.core.spi.FileContents;
import dev.sluice.testkit.Bodies;
import dev.sluice.testkit.StepPublisher;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link FileContents} must do. A subclass says how an empty store is made. */
public abstract class FileContentsContract {
    private AssistantStores stores;

    /** An empty store. */
    protected abstract AssistantStores newStores();

    @BeforeEach
    void open() {
        stores = newStores();
    }

    @AfterEach
    void close() {
        stores.objects().close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String content(String fileId) {
        Body body = Stages.await(stores.files().open(fileId)).orElseThrow();
        return new String(Stages.await(Bodies.collect(body)), StandardCharsets.UTF_8);
    }

    @Test
    void whatWasKeptIsRead() {
        assertThat(Stages.await(stores.files().keep("file-1", Body.Bytes.of(bytes("hello")))))
                .isEqualTo(5);
        assertThat(content("file-1")).isEqualTo("hello");
        assertThat(content("file-1")).isEqualTo("hello");
    }

    @Test
    void aStreamIsKeptInItsOrder() {
        Body stream = Bodies.stream(bytes("one "), bytes("two "), bytes("three"));
        assertThat(Stages.await(stores.files().keep("file-1", stream))).isEqualTo(13);
        assertThat(content("file-1")).isEqualTo("one two three");
    }

    @Test
    void aLargeFileComesBackByteForByte() {
        byte[] large = new byte[3 << 20];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 + (i >> 9));
        }
        Stages.await(stores.files().keep("file-1", Body.Bytes.of(large)));
        Body body = Stages.await(stores.files().open("file-1")).orElseThrow();
        assertThat(Stages.await(Bodies.collect(body))).isEqualTo(large);
    }

    /** Larger than what any store keeps in one piece, and cut elsewhere. */
    @Test
    void aLargeStreamComesBackByteForByteToMoreThanOneReader() {
        byte[][] pieces = new byte[5][];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = new byte[(1 << 20) - 7 + 3 * i];
            Arrays.fill(pieces[i], (byte) (i + 1));
            all.writeBytes(pieces[i]);
        }
        assertThat(Stages.await(stores.files().keep("file-1", Bodies.stream(pieces))))
                .isEqualTo(all.size());
        Body one = Stages.await(stores.files().open("file-1")).orElseThrow();
        Body other = Stages.await(stores.files().open("file-1")).orElseThrow();
        assertThat(one.length()).hasValue(all.size());
        CompletionStage<byte[]> first = Bodies.collect(one);
        assertThat(Stages.await(Bodies.collect(other))).isEqualTo(all.toByteArray());
        assertThat(Stages.await(first)).isEqualTo(all.toByteArray());
    }

    @Test
    void anEmptyFileIsAFile() {
        assertThat(Stages.await(stores.files().keep("file-1", Body.EMPTY))).isZero();
        assertThat(content("file-1")).isEmpty();
    }

    @Test
    void whatWasRemovedIsGoneAndRemovingItAgainDoesNoHarm() {
        Stages.await(stores.files().keep("file-1", Body.Bytes.of(bytes("x"))));
        Stages.await(stores.files().remove("file-1"));
        Stages.await(stores.files().remove("file-1"));
        assertThat(Stages.await(stores.files().open("file-1"))).isEmpty();
    }

    @Test
    void nothingIsKeptOfAnUploadThatBreaksOff() {
        StepPublisher upload = new StepPublisher();
        CompletableFuture<Long> kept = stores.files()
                .keep("file-1", new Body.Stream(upload, OptionalLong.empty()))
                .toCompletableFuture();
        Stages.await(upload.wanted());
        upload.emit(bytes("half"));
        assertThat(kept).isNotDone();
        upload.fail(new GatewayException(ErrorKind.CLIENT_CLOSED, Reach.SENT, "The client left."));
        assertThat(Stages.failure(kept).kind()).isEqualTo(ErrorKind.CLIENT_CLOSED);
        assertThat(Stages.await(stores.files().open("file-1"))).isEmpty();
    }
}
