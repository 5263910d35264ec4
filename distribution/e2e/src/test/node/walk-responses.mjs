import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { client, collect, step } from './sdk.mjs';

const request = { model: 'gpt-4o', input: 'tell me more' };
const answer = 'You said: tell me more';
let id;

await step('response', async () => {
  const response = await client.responses.create(request);
  assert.equal(response.output_text, answer);
  assert.equal(response.status, 'completed');
  id = response.id;
});

await step('response, streamed', async () => {
  const events = await collect(await client.responses.create({ ...request, stream: true }));
  const deltas = events.filter((event) => event.type === 'response.output_text.delta');
  assert.equal(deltas.map((event) => event.delta).join(''), answer);
  assert.equal(events[0].type, 'response.created');
  assert.equal(events.at(-1).type, 'response.completed');
  assert.deepEqual(events.map((event) => event.sequence_number), events.map((_, index) => index));
});

await step('response, streamed helper', async () => {
  const response = await client.responses.stream(request).finalResponse();
  assert.equal(response.output_text, answer);
});

await step('response that follows another', async () => {
  const next = await client.responses.create({ ...request, previous_response_id: id });
  assert.equal(next.previous_response_id, id);
});

await step('response retrieved, with its input', async () => {
  assert.equal((await client.responses.retrieve(id)).output_text, answer);
  const items = await collect(client.responses.inputItems.list(id));
  assert.equal(items[0].content[0].text, 'tell me more');
});

await step('response deleted', async () => {
  await client.responses.delete(id);
  await assert.rejects(client.responses.retrieve(id), OpenAI.NotFoundError);
});
