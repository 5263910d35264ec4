// What every walk needs: an unmodified client that knows a base URL and a key, and a line for each step.
import { createHash } from 'node:crypto';
import OpenAI, { AzureOpenAI } from 'openai';

export const client = process.env.AZURE_ENDPOINT
  ? new AzureOpenAI({
      endpoint: process.env.AZURE_ENDPOINT,
      apiVersion: process.env.AZURE_VERSION,
      apiKey: process.env.API_KEY,
      maxRetries: 0,
    })
  : new OpenAI({
      baseURL: process.env.BASE_URL,
      apiKey: process.env.API_KEY,
      maxRetries: 0,
    });

export async function step(name, action) {
  await action();
  console.log(`ok  ${name}`);
}

export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Bytes in which every value occurs and no period helps a compressor or hides a lost block. */
export function bytes(size) {
  const buffer = Buffer.allocUnsafe(size);
  let state = 0x9e3779b9;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    buffer[i] = state >>> 24;
  }
  return buffer;
}

export async function collect(iterable) {
  const all = [];
  for await (const element of iterable) {
    all.push(element);
  }
  return all;
}
