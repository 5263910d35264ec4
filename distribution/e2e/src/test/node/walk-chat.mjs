import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { client, collect, step } from './sdk.mjs';

const messages = [{ role: 'user', content: 'one two – drei 🌍' }];
const answer = 'You said: one two – drei 🌍';

await step('models', async () => {
  const models = await collect(await client.models.list());
  assert.ok(models.some((model) => model.id === 'gpt-4o'));
  assert.equal((await client.models.retrieve('gpt-4o')).object, 'model');
});

await step('chat completion', async () => {
  const { data, request_id } = await client.chat.completions
    .create({ model: 'gpt-4o', messages })
    .withResponse();
  assert.equal(data.choices[0].message.content, answer);
  assert.ok(data.usage.total_tokens > 0);
  assert.match(request_id, /^req_/);
});

await step('chat completion, streamed', async () => {
  const stream = await client.chat.completions.create({
    model: 'gpt-4o',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  const chunks = await collect(stream);
  assert.equal(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join(''), answer);
  assert.ok(chunks.length > 4);
  assert.ok(chunks.at(-1).usage.total_tokens > 0);
});

await step('chat completion, streamed helper', async () => {
  const completion = await client.chat.completions.stream({ model: 'gpt-4o', messages }).finalChatCompletion();
  assert.equal(completion.choices[0].message.content, answer);
});

await step('chat completion that calls a function, streamed', async () => {
  const tool = {
    type: 'function',
    function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
  };
  const completion = await client.chat.completions
    .stream({ model: 'gpt-4o', messages, tools: [tool] })
    .finalChatCompletion();
  const call = completion.choices[0].message.tool_calls[0];
  assert.deepEqual(JSON.parse(call.function.arguments), { city: 'example city' });
});

await step('completion', async () => {
  const completion = await client.completions.create({ model: 'gpt-3.5-turbo-instruct', prompt: 'hello' });
  assert.equal(completion.choices[0].text, 'You said: hello');
});

await step('embeddings, as the SDK asks by default and as numbers', async () => {
  const request = { model: 'text-embedding-3-small', input: ['one', 'two'] };
  const packed = await client.embeddings.create(request);
  const plain = await client.embeddings.create({ ...request, encoding_format: 'float' });
  assert.equal(packed.data.length, 2);
  assert.deepEqual(Array.from(packed.data[1].embedding), plain.data[1].embedding);
});

await step('moderation', async () => {
  const moderation = await client.moderations.create({ input: 'violence' });
  assert.equal(moderation.results[0].flagged, true);
});

await step('an error is the typed error of the SDK', async () => {
  await assert.rejects(client.models.retrieve('gpt-unheard-of'), (error) => {
    assert.ok(error instanceof OpenAI.NotFoundError);
    assert.equal(error.status, 404);
    assert.equal(error.code, 'model_not_found');
    assert.match(error.requestID, /^req_/);
    return true;
  });
});
