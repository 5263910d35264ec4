import assert from 'node:assert/strict';
import net from 'node:net';
import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import { OpenAIRealtimeWebSocket } from 'openai/realtime/websocket';
import { client, step } from './sdk.mjs';

// The SDK speaks to wss: URLs only. TLS is what ends in front of a gateway, so both of its clients come in behind it.
class WebSocketInClear extends WebSocket {
  constructor(url, protocols) {
    super(url.replace(/^wss:/, 'ws:'), protocols);
  }
}
globalThis.WebSocket = WebSocketInClear;
const options = { createConnection: ({ host, port }) => net.connect({ host, port }) };

const model = 'gpt-realtime';

function opened(rt) {
  return new Promise((resolve, reject) => {
    rt.on('session.created', resolve);
    rt.on('error', reject);
  });
}

function closed(rt) {
  return new Promise((resolve) => {
    if (rt.socket.on) {
      rt.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    } else {
      rt.socket.addEventListener('close', ({ code, reason }) => resolve({ code, reason }));
    }
  });
}

async function talk(rt, text) {
  const deltas = [];
  const done = new Promise((resolve, reject) => {
    rt.on('response.output_text.delta', (event) => deltas.push(event.delta));
    rt.on('response.done', resolve);
    rt.on('error', reject);
  });
  rt.send({
    type: 'conversation.item.create',
    item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] },
  });
  rt.send({ type: 'response.create' });
  const { response } = await done;
  assert.equal(response.status, 'completed');
  return deltas.join('');
}

async function session(rt) {
  const end = closed(rt);
  const created = await opened(rt);
  assert.equal(created.session.model, model);
  const long = 'größer 😀 '.repeat(20_000).trim();
  assert.equal(await talk(rt, long), `You said: ${long}`);
  rt.close({ code: 3000, reason: 'enough' });
  const { code } = await end;
  assert.equal(code, 3000);
}

await step('a realtime session with the key in a header', async () => {
  await session(new OpenAIRealtimeWS({ model, options }, client));
});

await step('a realtime session with the key among the sub-protocols, as browsers do it', async () => {
  const rt = new OpenAIRealtimeWebSocket({ model }, client);
  await session(rt);
  assert.equal(rt.socket.protocol, 'realtime');
});

await step('no realtime session with a wrong key', async () => {
  const stranger = new OpenAI({ baseURL: process.env.BASE_URL, apiKey: 'sk-wrong', maxRetries: 0 });
  await assert.rejects(opened(new OpenAIRealtimeWS({ model, options }, stranger)), /401/);
  await assert.rejects(opened(new OpenAIRealtimeWebSocket({ model }, stranger)));
});
