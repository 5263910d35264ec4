"""Every flow of the Assistants API and the helpers of the SDK, against assistants that the gateway serves itself."""

import os

import openai

client = openai.OpenAI(base_url=os.environ["BASE_URL"], api_key=os.environ["API_KEY"], max_retries=0)
threads = client.beta.threads
WEATHER = {"type": "function", "function": {"name": "weather", "parameters": {"type": "object", "properties": {}}}}
talker = client.beta.assistants.create(model="gpt-4o", instructions="Repeat.")
caller = client.beta.assistants.create(model="gpt-4o", tools=[WEATHER])


def say(text):
    return [{"role": "user", "content": text}]


def outputs(run, text):
    return [{"tool_call_id": call.id, "output": text} for call in run.required_action.submit_tool_outputs.tool_calls]


class Handler(openai.AssistantEventHandler):
    def __init__(self):
        super().__init__()
        self.seen = []
        self.text = ""

    def on_run_step_created(self, run_step):
        self.seen.append("step created")

    def on_run_step_done(self, run_step):
        self.seen.append("step done")

    def on_tool_call_created(self, tool_call):
        self.seen.append("call created")

    def on_message_created(self, message):
        self.seen.append("message created")

    def on_message_done(self, message):
        self.seen.append("message done")

    def on_text_delta(self, delta, snapshot):
        self.text += delta.value

    def on_text_done(self, text):
        self.seen.append("text done")
        assert text.value == self.text


def polled():
    run = threads.create_and_run_poll(
        assistant_id=talker.id, thread={"messages": say("hello there")}, poll_interval_ms=20
    )
    assert run.status == "completed"
    messages = threads.messages.list(run.thread_id, run_id=run.id)
    assert [message.content[0].text.value for message in messages] == ["You said: hello there"]
    assert [each.type for each in threads.runs.steps.list(run.id, thread_id=run.thread_id)] == ["message_creation"]


def handled():
    thread = threads.create(messages=say("stream it"))
    with threads.runs.stream(thread_id=thread.id, assistant_id=talker.id, event_handler=Handler()) as stream:
        stream.until_done()
    assert stream.text == "You said: stream it"
    assert stream.seen == ["step created", "message created", "text done", "message done", "step done"], stream.seen
    assert stream.get_final_run().status == "completed"
    assert stream.get_final_messages()[0].content[0].text.value == stream.text


def called_and_handled():
    thread = threads.create(messages=say("how is it"))
    with threads.runs.stream(thread_id=thread.id, assistant_id=caller.id, event_handler=Handler()) as stream:
        stream.until_done()
    waiting = stream.get_final_run()
    assert waiting.status == "requires_action"
    assert "call created" in stream.seen
    with threads.runs.submit_tool_outputs_stream(
        thread_id=thread.id, run_id=waiting.id, tool_outputs=outputs(waiting, "sunny"), event_handler=Handler()
    ) as resumed:
        resumed.until_done()
    assert resumed.get_final_run().status == "completed"
    assert resumed.text == "You said: sunny"
    assert resumed.get_final_run_steps()[-1].type == "message_creation"
    steps = threads.runs.steps.list(waiting.id, thread_id=thread.id, order="asc")
    assert [each.type for each in steps] == ["tool_calls", "message_creation"]


def called_and_polled():
    thread = threads.create(messages=say("how is it"))
    waiting = threads.runs.create_and_poll(thread_id=thread.id, assistant_id=caller.id, poll_interval_ms=20)
    run = threads.runs.submit_tool_outputs_and_poll(
        thread_id=thread.id, run_id=waiting.id, tool_outputs=outputs(waiting, "rain"), poll_interval_ms=20
    )
    assert run.status == "completed"


def cancelled():
    thread = threads.create(messages=say("never mind"))
    waiting = threads.runs.create_and_poll(thread_id=thread.id, assistant_id=caller.id, poll_interval_ms=20)
    assert threads.runs.cancel(waiting.id, thread_id=thread.id).status == "cancelling"
    assert threads.runs.poll(waiting.id, thread_id=thread.id, poll_interval_ms=20).status == "cancelled"


def text_deltas():
    thread = threads.create(messages=say("word by word"))
    with threads.runs.stream(thread_id=thread.id, assistant_id=talker.id) as stream:
        assert "".join(stream.text_deltas) == "You said: word by word"


def pages():
    thread = threads.create()
    made = [threads.messages.create(thread.id, role="user", content=f"message {i}").id for i in range(25)]
    assert [message.id for message in threads.messages.list(thread.id, limit=10, order="asc")] == made


def files():
    file = client.files.create(file=("notes.txt", b"some notes"), purpose="user_data")
    assert client.files.content(file.id).read() == b"some notes"
    assert file.id in [each.id for each in client.files.list()]
    assert client.files.delete(file.id).deleted


def refused():
    try:
        threads.retrieve("thread_000000000000000000000000")
        raise AssertionError("There is no such thread")
    except openai.NotFoundError as error:
        assert error.body["message"] == "No thread found with id 'thread_000000000000000000000000'."
        assert error.request_id.startswith("req_")
    try:
        threads.runs.retrieve("undefined", thread_id="undefined")
        raise AssertionError("That is no id")
    except openai.BadRequestError as error:
        assert error.code == "invalid_value"


for flow in (polled, handled, called_and_handled, called_and_polled, cancelled, text_deltas, pages, files, refused):
    flow()
    print("ok ", flow.__name__.replace("_", " "))
