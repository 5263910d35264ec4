// An SDK with its own two retries in front of the gateway's: each model fails in its own way.

import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { step } from './sdk.mjs';

const client = new OpenAI({ baseURL: process.env.BASE_URL, apiKey: process.env.API_KEY });

for (const model of process.env.MODELS.split(',')) {
  await step(model, async () => {
    const call = client.chat.completions.create({ model, messages: [{ role: 'user', content: 'hello' }] });
    await assert.rejects(call, OpenAI.APIError);
  });
}
