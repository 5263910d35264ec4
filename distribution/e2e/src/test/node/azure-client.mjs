// npm's package as a client of Azure, pointed at the gateway.

import assert from 'node:assert/strict';
import { AzureOpenAI, toFile } from 'openai';
import { collect, step } from './sdk.mjs';

const client = new AzureOpenAI({
  endpoint: process.env.ENDPOINT,
  apiKey: process.env.API_KEY,
  apiVersion: '2024-10-21',
  maxRetries: 0,
});
const messages = [{ role: 'user', content: 'hello' }];

await step('chat', async () => {
  const answer = await client.chat.completions.create({ model: 'gpt-4', messages });
  assert.match(answer.choices[0].message.content, /hello/);
});

await step('chat, streamed', async () => {
  const chunks = await collect(await client.chat.completions.create({ model: 'gpt-4', messages, stream: true }));
  assert.match(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join(''), /hello/);
});

await step('embeddings', async () => {
  const answer = await client.embeddings.create({ model: 'gpt-4', input: 'hello' });
  assert.ok(answer.data[0].embedding.length > 0);
});

await step('files', async () => {
  const file = await client.files.create({ file: await toFile(Buffer.from('{}\n'), 'a.jsonl'), purpose: 'batch' });
  assert.equal((await client.files.retrieve(file.id)).id, file.id);
  assert.equal((await client.files.delete(file.id)).deleted, true);
});

await step('assistants', async () => {
  // Of no router model, so that all of it lives in one account.
  const assistant = await client.beta.assistants.create({ model: 'gpt-4o' });
  const thread = await client.beta.threads.create({ messages });
  const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
  assert.equal(run.status, 'completed');
  assert.equal((await client.beta.threads.messages.list(thread.id)).data.length, 2);
  assert.equal((await client.beta.assistants.delete(assistant.id)).deleted, true);
});
