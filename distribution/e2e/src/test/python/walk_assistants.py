"""Assistants, threads and runs with the official package: plain, polled, and streamed through its event handler."""

import os

import openai
from openai import AssistantEventHandler

if "AZURE_ENDPOINT" in os.environ:
    client = openai.AzureOpenAI(
        azure_endpoint=os.environ["AZURE_ENDPOINT"],
        api_version=os.environ["AZURE_VERSION"],
        api_key=os.environ["API_KEY"],
        max_retries=0,
    )
else:
    client = openai.OpenAI(base_url=os.environ["BASE_URL"], api_key=os.environ["API_KEY"], max_retries=0)

WEATHER = {
    "type": "function",
    "function": {
        "name": "weather",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}
CITED = "You said: sunny【4:0†notes.txt】"


class Told(AssistantEventHandler):
    def __init__(self):
        super().__init__()
        self.calls = []
        self.deltas = set()
        self.steps = []
        self.code = ""
        self.text = ""
        self.texts = []

    def on_tool_call_created(self, tool_call):
        self.calls.append(tool_call.type)

    def on_tool_call_delta(self, delta, snapshot):
        self.deltas.add(delta.type)
        if delta.type == "code_interpreter" and delta.code_interpreter.input:
            self.code += delta.code_interpreter.input

    def on_run_step_done(self, run_step):
        self.steps += [call.type for call in getattr(run_step.step_details, "tool_calls", [])]

    def on_text_delta(self, delta, snapshot):
        self.text += delta.value or ""

    def on_text_done(self, text):
        self.texts.append(text)


def polled():
    assistant = client.beta.assistants.create(model="gpt-4o", name="Math Tutor")
    assert assistant.id in [each.id for each in client.beta.assistants.list(order="desc", limit=20)]
    thread = client.beta.threads.create(messages=[{"role": "user", "content": "Hey, how's it going?"}])
    assert client.beta.threads.retrieve(thread.id).id == thread.id
    run = client.beta.threads.runs.create_and_poll(thread_id=thread.id, assistant_id=assistant.id, poll_interval_ms=20)
    assert run.status == "completed"
    messages = client.beta.threads.messages.list(thread.id, run_id=run.id).data
    assert [message.content[0].text.value for message in messages] == ["You said: Hey, how's it going?"]
    assert client.beta.assistants.delete(assistant.id).deleted
    try:
        client.beta.assistants.retrieve(assistant.id)
        raise AssertionError("It is deleted")
    except openai.NotFoundError as error:
        assert "No assistant found with id" in str(error)


def streamed_with_every_tool():
    assistant = client.beta.assistants.create(
        model="gpt-4o", tools=[{"type": "file_search"}, {"type": "code_interpreter"}, WEATHER]
    )
    thread = client.beta.threads.create(messages=[{"role": "user", "content": "everything at once"}])
    told = Told()
    with client.beta.threads.runs.stream(thread_id=thread.id, assistant_id=assistant.id, event_handler=told) as stream:
        stream.until_done()
    # The SDK takes calls of one index for one call, in whatever step: only the first is "created".
    assert told.calls == ["file_search"], told.calls
    assert told.deltas == {"code_interpreter", "function"}, told.deltas
    assert told.steps == ["file_search", "code_interpreter"], told.steps
    assert told.code == "print(6 * 7)", told.code
    waiting = told.get_final_run()
    assert waiting.status == "requires_action"

    rest = Told()
    with client.beta.threads.runs.submit_tool_outputs_stream(
        thread_id=thread.id,
        run_id=waiting.id,
        tool_outputs=[
            {"tool_call_id": call.id, "output": "sunny"}
            for call in waiting.required_action.submit_tool_outputs.tool_calls
        ],
        event_handler=rest,
    ) as stream:
        stream.until_done()
    assert rest.text == CITED, rest.text
    [text] = rest.texts
    [citation] = text.annotations
    assert text.value[citation.start_index : citation.end_index] == citation.text
    assert citation.file_citation.file_id == "file-notes"
    assert rest.get_final_run().status == "completed"


for walk in (polled, streamed_with_every_tool):
    walk()
    print("ok ", walk.__name__.replace("_", " "))
