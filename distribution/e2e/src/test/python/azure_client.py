"""Python's package as a client of Azure, pointed at the gateway."""

import os

import openai

client = openai.AzureOpenAI(
    azure_endpoint=os.environ["ENDPOINT"],
    api_key=os.environ["API_KEY"],
    api_version="2024-10-21",
    max_retries=0,
)
MESSAGES = [{"role": "user", "content": "hello"}]


def chat():
    answer = client.chat.completions.create(model="gpt-4", messages=MESSAGES)
    assert "hello" in answer.choices[0].message.content


def chat_streamed():
    stream = client.chat.completions.create(model="gpt-4", messages=MESSAGES, stream=True)
    text = "".join(chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices)
    assert "hello" in text


def embeddings():
    assert client.embeddings.create(model="gpt-4", input="hello").data[0].embedding


def files():
    file = client.files.create(file=("a.jsonl", b"{}\n"), purpose="batch")
    assert client.files.retrieve(file.id).id == file.id
    assert client.files.delete(file.id).deleted


def assistants():
    # Of no router model, so that all of it lives in one account.
    assistant = client.beta.assistants.create(model="gpt-4o")
    thread = client.beta.threads.create(messages=MESSAGES)
    run = client.beta.threads.runs.create_and_poll(thread_id=thread.id, assistant_id=assistant.id)
    assert run.status == "completed"
    assert len(client.beta.threads.messages.list(thread.id).data) == 2
    assert client.beta.assistants.delete(assistant.id).deleted


for example in (chat, chat_streamed, embeddings, files, assistants):
    example()
    print("ok ", example.__name__.replace("_", " "))
