"""The page "router models", word for word; what stands around its examples runs them often and checks them."""

import os

import openai

ROUNDS = int(os.environ["ROUNDS"])
BASE_URL = os.environ["BASE_URL"]

with open("data.jsonl", "wb") as data:
    data.write(b"{}\n")


def quick_start():
    client = openai.OpenAI(
        base_url=BASE_URL,
        api_key="sk-1234"  # your litellm proxy api key
    )

    for _ in range(ROUNDS):
        # Use any OpenAI endpoint
        assistant = client.beta.assistants.create(
            name="Math Tutor",
            instructions="You are a math tutor.",
            model="gpt-4"  # uses router model from config.yaml
        )
        assert assistant.model == "gpt-4"


def option_1_request_header():
    client = openai.OpenAI(
        base_url=BASE_URL,
        api_key="sk-1234",
        default_headers={"X-LiteLLM-Target-Model": "gpt-4"}
    )

    try:
        # Delete a file using the specified router model
        client.files.delete(file_id="file-abc123")
        raise AssertionError("There is no such file")
    except openai.NotFoundError:
        pass

    file = client.files.create(file=open("data.jsonl", "rb"), purpose="batch")
    assert client.files.delete(file_id=file.id).deleted


def option_2_request_body():
    client = openai.OpenAI(
        base_url=BASE_URL,
        api_key="sk-1234"
    )

    for _ in range(ROUNDS):
        # Upload file with target model
        file = client.files.create(
            file=open("data.jsonl", "rb"),
            purpose="batch",
            extra_body={"target_model_names": "gpt-4"}
        )
        assert file.filename == "data.jsonl"

        # Or with a list (first model will be used)
        file = client.files.create(
            file=open("data.jsonl", "rb"),
            purpose="batch",
            extra_body={"target_model_names": ["gpt-4", "gpt-3.5-turbo"]}
        )
        assert client.files.retrieve(file.id).id == file.id


def usage_examples():
    client = openai.OpenAI(
        base_url=BASE_URL,
        api_key="sk-anything"  # <your-proxy-api-key>
    )

    # Create an assistant
    assistant = client.beta.assistants.create(
        name="Math Tutor",
        instructions="You are a math tutor. Help solve equations.",
        model="gpt-4o",
    )

    # Create a thread
    thread = client.beta.threads.create()

    # Add a message
    message = client.beta.threads.messages.create(
        thread_id=thread.id,
        role="user",
        content="Solve 3x + 11 = 14",
    )
    assert message.thread_id == thread.id

    # Create a run to get the assistant's response
    run = client.beta.threads.runs.create(
        thread_id=thread.id,
        assistant_id=assistant.id,
    )

    # Check run status
    run_status = client.beta.threads.runs.retrieve(
        thread_id=thread.id,
        run_id=run.id
    )
    assert run_status.id == run.id

    # List messages after the run completes
    messages = client.beta.threads.messages.list(
        thread_id=thread.id
    )
    assert len(messages.data) == 2

    # Delete the assistant when done
    client.beta.assistants.delete(assistant.id)


for example in (quick_start, option_1_request_header, option_2_request_body, usage_examples):
    example()
    print("ok ", example.__name__.replace("_", " "))
