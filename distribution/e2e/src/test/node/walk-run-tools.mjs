import assert from 'node:assert/strict';
import { client, step } from './sdk.mjs';

const { assistants, threads } = client.beta;
const weather = {
  type: 'function',
  function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
};
const CITED = 'You said: sunny【4:0†notes.txt】';

await step('one run with file search, code, a function and text, through AssistantStream', async () => {
  const assistant = await assistants.create({
    model: 'gpt-4o',
    tools: [{ type: 'file_search' }, { type: 'code_interpreter' }, weather],
  });
  const thread = await threads.create({ messages: [{ role: 'user', content: 'everything at once' }] });
  const told = [];
  let code = '';
  let logs = '';
  const stream = threads.runs.stream(thread.id, { assistant_id: assistant.id });
  stream.on('toolCallCreated', (call) => told.push(call.type));
  stream.on('toolCallDelta', (delta) => {
    code += delta.code_interpreter?.input ?? '';
    logs += delta.code_interpreter?.outputs?.[0]?.logs ?? '';
  });
  const waiting = await stream.finalRun();
  assert.equal(waiting.status, 'requires_action');
  assert.deepEqual(told, ['file_search', 'code_interpreter', 'function']);
  assert.equal(code, 'print(6 * 7)');
  assert.equal(logs, '42\n');
  const found = (await stream.finalRunSteps())[0].step_details.tool_calls[0];
  assert.equal(found.file_search.results[0].file_name, 'notes.txt');

  const [call] = waiting.required_action.submit_tool_outputs.tool_calls;
  const resumed = threads.runs.submitToolOutputsStream(waiting.id, {
    thread_id: thread.id,
    tool_outputs: [{ tool_call_id: call.id, output: 'sunny' }],
  });
  let text = '';
  resumed.on('textDelta', (delta) => (text += delta.value));
  assert.equal((await resumed.finalRun()).status, 'completed');
  assert.equal(text, CITED);
  const [part] = (await resumed.finalMessages())[0].content;
  assert.equal(part.text.value, CITED);
  const [citation] = part.text.annotations;
  assert.equal(citation.file_citation.file_id, 'file-notes');
  assert.equal([...CITED].slice(citation.start_index, citation.end_index).join(''), citation.text);

  await threads.delete(thread.id);
  await assistants.delete(assistant.id);
});
