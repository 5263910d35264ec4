package dev.sluice.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.api.TestCaller.Answer;
import dev.sluice.core.assistants.event.AssistantStreamEvent;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What a stream gives when it was closed, and where nobody may wait for it. */
class RunStreamTest {
    private static final String WHOLE =
            "event: a\ndata: QUEUED\n\nevent: b\ndata: IN_PROGRESS\n\nevent: c\ndata: COMPLETED\n\n";

    private final TestCaller server = new TestCaller().answering(Answer.of(200, WHOLE));

    /** Everything is there as soon as it is opened. */
    private RunStream open() {
        return new RunStream(
                new RunEvents(
                        server.caller, () -> server.caller.open(Endpoint.post("/runs", "{}"), RequestOptions.DEFAULT)),
                server.caller.guard());
    }

    @Test
    void afterCloseNothingComesThatHadArrived() {
        RunStream stream = open();
        Iterator<AssistantStreamEvent> events = stream.iterator();
        assertThat(events.next()).isNotNull();
        stream.close();
        assertThatThrownBy(events::hasNext).isInstanceOf(CancellationException.class);
        assertThatThrownBy(events::next).isInstanceOf(CancellationException.class);
        assertThatThrownBy(stream.iterator()::next).isInstanceOf(CancellationException.class);
        assertThat(stream.progress().run()).as("what was seen before").isPresent();
    }

    @Test
    void anEventThatWasAnnouncedDoesNotComeAfterClose() {
        RunStream stream = open();
        Iterator<AssistantStreamEvent> events = stream.iterator();
        assertThat(events.hasNext()).isTrue();
        stream.close();
        assertThatThrownBy(events::next).isInstanceOf(CancellationException.class);
    }

    @Test
    void aLoopThatClosesItsStreamFails() {
        RunStream stream = open();
        assertThatThrownBy(() -> stream.forEach(event -> stream.close())).isInstanceOf(CancellationException.class);
    }

    @Test
    void aStreamThatHasEndedStaysAtItsEnd() {
        RunStream stream = open();
        Iterator<AssistantStreamEvent> events = stream.iterator();
        while (events.hasNext()) {
            events.next();
        }
        stream.close();
        stream.close();
        assertThat(events.hasNext()).isFalse();
        assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void nobodyWaitsOnAnEventLoopThoughEventsAreThere() {
        RunStream stream = open();
        Iterator<AssistantStreamEvent> events = stream.iterator();
        server.beOnLoop();
        assertThatThrownBy(events::hasNext).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(events::next).isInstanceOf(IllegalStateException.class);
        stream.close();
    }
}
