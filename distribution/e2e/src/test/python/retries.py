"""Python's package with its own two retries in front of the gateway's: each model fails in its own way."""

import os

import openai

client = openai.OpenAI(base_url=os.environ["BASE_URL"], api_key=os.environ["API_KEY"])

for model in os.environ["MODELS"].split(","):
    try:
        client.chat.completions.create(model=model, messages=[{"role": "user", "content": "hello"}])
    except openai.APIError:
        print("ok ", model)
    else:
        raise AssertionError(model + " was answered")
