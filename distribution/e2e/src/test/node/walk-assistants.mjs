import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { client, collect, step } from './sdk.mjs';

const { assistants, threads } = client.beta;
const weather = {
  type: 'function',
  function: {
    name: 'weather',
    description: 'Weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

let talker;
let caller;
let thread;

await step('assistants created, changed, listed', async () => {
  talker = await assistants.create({ model: 'gpt-4o', name: 'Talker', instructions: 'Repeat.' });
  caller = await assistants.create({ model: 'gpt-4o', tools: [weather] });
  assert.equal((await assistants.update(talker.id, { name: 'Echo' })).name, 'Echo');
  assert.equal((await assistants.retrieve(talker.id)).name, 'Echo');
  const ids = (await collect(assistants.list({ limit: 1 }))).map((assistant) => assistant.id);
  assert.ok(ids.includes(talker.id) && ids.includes(caller.id));
});

await step('thread and messages', async () => {
  thread = await threads.create();
  const message = await threads.messages.create(thread.id, { role: 'user', content: 'hello there' });
  assert.equal((await threads.messages.retrieve(message.id, { thread_id: thread.id })).content[0].text.value, 'hello there');
  await threads.messages.update(message.id, { thread_id: thread.id, metadata: { seen: 'yes' } });
  await threads.update(thread.id, { metadata: { topic: 'walk' } });
  assert.equal((await threads.retrieve(thread.id)).metadata.topic, 'walk');
});

await step('run, polled to its end', async () => {
  const run = await threads.runs.createAndPoll(thread.id, { assistant_id: talker.id }, { pollIntervalMs: 20 });
  assert.equal(run.status, 'completed');
  const messages = await collect(threads.messages.list(thread.id, { run_id: run.id }));
  assert.deepEqual(messages.map((message) => message.content[0].text.value), ['You said: hello there']);
  const steps = await collect(threads.runs.steps.list(run.id, { thread_id: thread.id }));
  assert.deepEqual(steps.map((each) => each.type), ['message_creation']);
});

await step('run, streamed through the helper', async () => {
  await threads.messages.create(thread.id, { role: 'user', content: 'and again' });
  let text = '';
  const stream = threads.runs.stream(thread.id, { assistant_id: talker.id });
  stream.on('textDelta', (delta) => (text += delta.value));
  const run = await stream.finalRun();
  assert.equal(run.status, 'completed');
  assert.equal(text, 'You said: and again');
  assert.equal((await stream.finalMessages())[0].content[0].text.value, text);
});

await step('run that calls a function, streamed, outputs streamed', async () => {
  await threads.messages.create(thread.id, { role: 'user', content: 'how is the weather' });
  const stream = threads.runs.stream(thread.id, { assistant_id: caller.id });
  const created = [];
  stream.on('toolCallCreated', (call) => created.push(call.function.name));
  const waiting = await stream.finalRun();
  assert.equal(waiting.status, 'requires_action');
  assert.deepEqual(created, ['weather']);
  const [call] = waiting.required_action.submit_tool_outputs.tool_calls;
  assert.deepEqual(JSON.parse(call.function.arguments), { city: 'example city' });
  await assert.rejects(
    threads.messages.create(thread.id, { role: 'user', content: 'too early' }),
    OpenAI.BadRequestError,
  );
  const resumed = threads.runs.submitToolOutputsStream(waiting.id, {
    thread_id: thread.id,
    tool_outputs: [{ tool_call_id: call.id, output: 'sunny' }],
  });
  assert.equal((await resumed.finalRun()).status, 'completed');
  assert.equal((await resumed.finalMessages())[0].content[0].text.value, 'You said: sunny');
});

await step('run that calls a function, polled', async () => {
  await threads.messages.create(thread.id, { role: 'user', content: 'and now' });
  const waiting = await threads.runs.createAndPoll(thread.id, { assistant_id: caller.id }, { pollIntervalMs: 20 });
  const tool_outputs = waiting.required_action.submit_tool_outputs.tool_calls.map((call) => ({
    tool_call_id: call.id,
    output: 'rain',
  }));
  const run = await threads.runs.submitToolOutputsAndPoll(
    waiting.id,
    { thread_id: thread.id, tool_outputs },
    { pollIntervalMs: 20 },
  );
  assert.equal(run.status, 'completed');
});

await step('run cancelled', async () => {
  await threads.messages.create(thread.id, { role: 'user', content: 'and tomorrow' });
  const waiting = await threads.runs.createAndPoll(thread.id, { assistant_id: caller.id }, { pollIntervalMs: 20 });
  assert.equal((await threads.runs.cancel(waiting.id, { thread_id: thread.id })).status, 'cancelling');
  const run = await threads.runs.poll(waiting.id, { thread_id: thread.id }, { pollIntervalMs: 20 });
  assert.equal(run.status, 'cancelled');
});

await step('thread and run in one, streamed', async () => {
  const stream = threads.createAndRunStream({
    assistant_id: talker.id,
    thread: { messages: [{ role: 'user', content: 'all at once' }] },
  });
  assert.equal((await stream.finalMessages())[0].content[0].text.value, 'You said: all at once');
});

await step('everything deleted', async () => {
  assert.equal((await threads.delete(thread.id)).deleted, true);
  assert.equal((await assistants.delete(talker.id)).deleted, true);
  assert.equal((await assistants.delete(caller.id)).deleted, true);
  await assert.rejects(threads.retrieve(thread.id), (error) => {
    assert.ok(error instanceof OpenAI.NotFoundError);
    assert.match(error.message, /No thread found with id/);
    return true;
  });
});
