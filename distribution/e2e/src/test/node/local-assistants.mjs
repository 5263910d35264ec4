// What the SDK has beyond plain calls, against assistants that the gateway serves itself.
import assert from 'node:assert/strict';
import OpenAI, { toFile } from 'openai';
import { AssistantStream } from 'openai/lib/AssistantStream';
import { client, collect, step } from './sdk.mjs';

const { assistants, threads } = client.beta;
const often = { pollIntervalMs: 20 };
const tool = (name) => ({ type: 'function', function: { name, parameters: { type: 'object', properties: {} } } });
const user = (content) => ({ role: 'user', content });

const talker = await assistants.create({ model: 'gpt-4o', instructions: 'Repeat.' });
const caller = await assistants.create({ model: 'gpt-4o', tools: [tool('weather')] });

await step('forty-five messages, page by page, both ways', async () => {
  const thread = await threads.create();
  const made = [];
  for (let i = 0; i < 45; i++) {
    made.push((await threads.messages.create(thread.id, user(`message ${i}`))).id);
  }
  const ids = async (query) => (await collect(threads.messages.list(thread.id, query))).map((message) => message.id);
  assert.deepEqual(await ids({ limit: 10, order: 'asc' }), made);
  assert.deepEqual(await ids({ limit: 10 }), made.slice().reverse());
  const page = await threads.messages.list(thread.id, { limit: 2, order: 'asc', before: made[10] });
  assert.deepEqual(page.data.map((message) => message.id), made.slice(8, 10));
});

await step('thread and run in one, polled', async () => {
  const run = await threads.createAndRunPoll({ assistant_id: talker.id, thread: { messages: [user('at once')] } }, often);
  assert.equal(run.status, 'completed');
  assert.equal(run.usage.total_tokens, run.usage.prompt_tokens + run.usage.completion_tokens);
});

await step('events of a run, in their order', async () => {
  const names = [];
  const stream = await threads.createAndRun({ assistant_id: talker.id, thread: { messages: [user('hi')] }, stream: true });
  for await (const event of stream) {
    names.push(event.event);
  }
  assert.deepEqual(names.filter((name, i) => name !== names[i - 1]), [
    'thread.created',
    'thread.run.created',
    'thread.run.queued',
    'thread.run.in_progress',
    'thread.run.step.created',
    'thread.run.step.in_progress',
    'thread.message.created',
    'thread.message.in_progress',
    'thread.message.delta',
    'thread.message.completed',
    'thread.run.step.completed',
    'thread.run.completed',
  ]);
});

await step('every handler of AssistantStream', async () => {
  const thread = await threads.create({ messages: [user('to be handled')] });
  const calls = {};
  const count = (name) => () => (calls[name] = (calls[name] ?? 0) + 1);
  const listen = (stream) => {
    for (const name of ['run', 'connect', 'end', 'messageCreated', 'messageDone', 'textCreated', 'textDelta', 'textDone',
      'runStepCreated', 'runStepDelta', 'runStepDone', 'toolCallCreated', 'toolCallDelta', 'toolCallDone']) {
      stream.on(name, count(name));
    }
    return stream;
  };
  const waiting = await listen(threads.runs.stream(thread.id, { assistant_id: caller.id })).finalRun();
  const tool_outputs = waiting.required_action.submit_tool_outputs.tool_calls.map((call) => ({ tool_call_id: call.id, output: '7' }));
  const resumed = listen(threads.runs.submitToolOutputsStream(waiting.id, { thread_id: thread.id, tool_outputs }));
  assert.equal((await resumed.finalRun()).status, 'completed');
  assert.deepEqual((await resumed.finalRunSteps()).map((each) => each.type), ['tool_calls', 'message_creation']);
  for (const name of ['connect', 'end', 'messageCreated', 'messageDone', 'textCreated', 'textDelta', 'textDone',
    'runStepCreated', 'runStepDelta', 'runStepDone', 'toolCallCreated', 'toolCallDelta', 'toolCallDone']) {
    assert.ok(calls[name] > 0, `${name} was never called`);
  }
});

await step('a stream handed on as bytes', async () => {
  const thread = await threads.create({ messages: [user('handed on')] });
  const first = threads.runs.stream(thread.id, { assistant_id: talker.id });
  const second = AssistantStream.fromReadableStream(first.toReadableStream());
  assert.equal((await second.finalMessages())[0].content[0].text.value, 'You said: handed on');
});

await step('a client that leaves does not end its run', async () => {
  const thread = await threads.create({ messages: [user('leaving')] });
  const stream = threads.runs.stream(thread.id, { assistant_id: talker.id });
  const run = await new Promise((resolve) => stream.once('event', (event) => resolve(event.data)));
  stream.abort();
  await assert.rejects(stream.done(), OpenAI.APIUserAbortError);
  assert.equal((await threads.runs.poll(run.id, { thread_id: thread.id }, often)).status, 'completed');
});

await step('a stream that broke is read from where it broke', async () => {
  const thread = await threads.create({ messages: [user('again')] });
  const run = await threads.runs.createAndPoll(thread.id, { assistant_id: talker.id }, often);
  const events = async (after) => {
    const response = await fetch(`${process.env.BASE_URL}/threads/${thread.id}/runs/${run.id}/events?after=${after}`, {
      headers: { Authorization: `Bearer ${process.env.API_KEY}` },
    });
    return (await response.text()).split('\n\n');
  };
  const all = await events(0);
  assert.deepEqual(await events(5), all.slice(5));
});

await step('run-level settings, additional messages and steps', async () => {
  const thread = await threads.create();
  const run = await threads.runs.createAndPoll(thread.id, {
    assistant_id: talker.id,
    additional_messages: [user('from the run')],
    additional_instructions: 'Loudly.',
    metadata: { a: 'b' },
    include: ['step_details.tool_calls[*].file_search.results[*].content'],
  }, often);
  assert.equal(run.instructions, 'Repeat.\nLoudly.');
  assert.deepEqual((await threads.runs.update(run.id, { thread_id: thread.id, metadata: { c: 'd' } })).metadata, { c: 'd' });
  assert.deepEqual((await collect(threads.runs.list(thread.id))).map((each) => each.id), [run.id]);
  const [only] = await collect(threads.runs.steps.list(run.id, { thread_id: thread.id, limit: 1 }));
  assert.equal((await threads.runs.steps.retrieve(only.id, { thread_id: thread.id, run_id: run.id })).id, only.id);
});

await step('an image that was uploaded is shown to the model', async () => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const file = await client.files.create({ file: await toFile(png, 'dot.png'), purpose: 'vision' });
  const thread = await threads.create({
    messages: [{ role: 'user', content: [{ type: 'text', text: 'see' }, { type: 'image_file', image_file: { file_id: file.id } }] }],
  });
  assert.equal((await threads.runs.createAndPoll(thread.id, { assistant_id: talker.id }, often)).status, 'completed');
  assert.equal((await client.files.delete(file.id)).deleted, true);
});

await step('refusals, and what comes with every answer', async () => {
  const thread = await threads.create({ messages: [user('x')] });
  const run = await threads.runs.createAndPoll(thread.id, { assistant_id: caller.id }, often);
  await assert.rejects(threads.runs.create(thread.id, { assistant_id: caller.id }), (error) => {
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.equal(error.error.message, `Thread ${thread.id} already has an active run ${run.id}.`);
    assert.match(error.requestID, /^req_[0-9a-f]{32}$/);
    return true;
  });
  const { response } = await threads.runs.retrieve(run.id, { thread_id: thread.id }).withResponse();
  assert.match(response.headers.get('openai-poll-after-ms'), /^[0-9]+$/);
  assert.match(response.headers.get('x-request-id'), /^req_[0-9a-f]{32}$/);
  assert.equal(response.headers.get('openai-version'), '2020-10-01');
  await threads.delete(thread.id);
  await assert.rejects(threads.runs.retrieve(run.id, { thread_id: thread.id }), OpenAI.NotFoundError);
});
