// The page "router models": what it shows in Python, with npm's package.

import assert from 'node:assert/strict';
import OpenAI, { toFile } from 'openai';
import { step } from './sdk.mjs';

const ROUNDS = Number(process.env.ROUNDS);

const client = new OpenAI({
  baseURL: process.env.BASE_URL,
  apiKey: 'sk-1234',
});

await step('quick start', async () => {
  for (let i = 0; i < ROUNDS; i++) {
    const assistant = await client.beta.assistants.create({
      name: 'Math Tutor',
      instructions: 'You are a math tutor.',
      model: 'gpt-4', // uses router model from config.yaml
    });
    assert.equal(assistant.model, 'gpt-4');
  }
});

await step('option 1: request header', async () => {
  const targeted = new OpenAI({
    baseURL: process.env.BASE_URL,
    apiKey: 'sk-1234',
    defaultHeaders: { 'X-LiteLLM-Target-Model': 'gpt-4' },
  });
  await assert.rejects(targeted.files.delete('file-abc123'), OpenAI.NotFoundError);

  const file = await targeted.files.create({ file: await toFile(Buffer.from('{}\n'), 'data.jsonl'), purpose: 'batch' });
  assert.equal((await targeted.files.delete(file.id)).deleted, true);
});

await step('option 2: request body', async () => {
  for (let i = 0; i < ROUNDS; i++) {
    const file = await client.files.create({
      file: await toFile(Buffer.from('{}\n'), 'data.jsonl'),
      purpose: 'batch',
      target_model_names: 'gpt-4',
    });
    assert.equal(file.filename, 'data.jsonl');
  }
});

await step('option 2: a list, of which the first model is used', async () => {
  for (let i = 0; i < ROUNDS; i++) {
    const file = await client.files.create({
      file: await toFile(Buffer.from('{}\n'), 'data.jsonl'),
      purpose: 'batch',
      target_model_names: ['gpt-4', 'gpt-3.5-turbo'],
    });
    assert.equal((await client.files.retrieve(file.id)).id, file.id);
  }
});

await step('usage examples', async () => {
  const assistant = await client.beta.assistants.create({
    name: 'Math Tutor',
    instructions: 'You are a math tutor. Help solve equations.',
    model: 'gpt-4o',
  });
  const thread = await client.beta.threads.create();
  await client.beta.threads.messages.create(thread.id, { role: 'user', content: 'Solve 3x + 11 = 14' });
  const run = await client.beta.threads.runs.create(thread.id, { assistant_id: assistant.id });
  const status = await client.beta.threads.runs.retrieve(run.id, { thread_id: thread.id });
  assert.equal(status.id, run.id);
  assert.equal((await client.beta.threads.messages.list(thread.id)).data.length, 2);
  assert.equal((await client.beta.assistants.delete(assistant.id)).deleted, true);
});
