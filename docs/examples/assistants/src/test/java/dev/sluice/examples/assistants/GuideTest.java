package dev.sluice.examples.assistants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.api.Assistants;
import dev.sluice.core.api.Gateway;
import dev.sluice.core.assistants.model.Run;
import dev.sluice.core.assistants.model.RunStatus;
import dev.sluice.core.assistants.model.Tool;
import dev.sluice.core.assistants.request.CreateRun;
import dev.sluice.core.assistants.request.SubmitToolOutputs;
import dev.sluice.core.assistants.request.ToolOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each operation of the guide does what the guide says. */
class GuideTest {
    private final Fake fake = new Fake();

    @AfterEach
    void end() {
        fake.close();
    }

    private Run waiting() {
        return fake.assistants()
                .createRunAndPoll(fake.thread("Weather in Oslo?"), CreateRun.of(fake.assistant(Fake.weather())));
    }

    private static SubmitToolOutputs outputs(Run waiting) {
        return SubmitToolOutputs.of(new ToolOutput(waiting.pendingCalls().get(0).id(), "cold"));
    }

    @Test
    void assistantsThreadsAndMessages() {
        assertThat(Guide.assistants(fake.assistants()).id()).startsWith("asst_");
        assertThat(Guide.threads(fake.assistants()).id()).startsWith("thread_");
        assertThat(Guide.messages(fake.assistants(), fake.thread("hello")).id()).startsWith("msg_");
    }

    @Test
    void runs() {
        Assistants assistants = fake.assistants();
        Run run = RunGuide.runs(assistants, fake.thread("hello"), fake.assistant());
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(RunGuide.steps(assistants, run).runId()).isEqualTo(run.id());
        assertThat(RunGuide.threadAndRun(assistants, fake.assistant()).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void streams() {
        Tool[] tools = {Tool.fileSearch(), Tool.codeInterpreter()};
        assertThat(RunGuide.stream(fake.assistants(), fake.thread("hello"), fake.assistant(tools)))
                .isEqualTo("You said: hello【4:0†notes.txt】");
        assertThat(RunGuide.handler(fake.assistants(), fake.thread("hello"), fake.assistant(tools)))
                .contains("You said: hello【4:0†notes.txt】")
                .endsWith("COMPLETED");
    }

    @Test
    void outputs() {
        Assistants assistants = fake.assistants();
        Run first = RunGuide.outputs(assistants, waiting());
        assertThat(assistants.poll(first.threadId(), first.id()).status()).isEqualTo(RunStatus.COMPLETED);
        Run second = waiting();
        assertThat(RunGuide.outputsAndPoll(assistants, second, outputs(second)).status())
                .isEqualTo(RunStatus.COMPLETED);
        Run third = waiting();
        RunGuide.outputsStream(assistants, third, outputs(third));
        assertThat(assistants.getRun(third.threadId(), third.id()).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(RunGuide.cancel(assistants, waiting()).status()).isEqualTo(RunStatus.CANCELLED);
    }

    @Test
    void whatIsAroundTheOperations() {
        assertThat(OperationGuide.errors(fake.assistants(), "thread_nope")).isEqualTo("There is no thread thread_nope");
        assertThat(OperationGuide.options(fake.assistants()).createThread().id())
                .startsWith("thread_");
        assertThat(fake.server
                        .requests()
                        .get(fake.server.requests().size() - 1)
                        .headers()
                        .first("X-Team"))
                .contains("tutors");
        assertThat(OperationGuide.cancel(fake.assistants(), fake.thread("hello"), fake.assistant()))
                .isCancelled();
        try (Gateway gateway = OperationGuide.compatible(fake.server.baseUrl(), Fake.KEY, "astra")) {
            gateway.assistants().createThread();
        }
        assertThat(fake.server
                        .requests()
                        .get(fake.server.requests().size() - 1)
                        .headers()
                        .first("astra-api-token"))
                .contains("astra");
    }
}
