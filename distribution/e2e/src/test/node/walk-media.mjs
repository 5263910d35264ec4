import assert from 'node:assert/strict';
import { toFile } from 'openai';
import { bytes, client, step } from './sdk.mjs';

/** The bytes that the fake speaks for a text. */
function spoken(text) {
  let seed = 0;
  for (let i = 0; i < text.length; i++) {
    seed = (Math.imul(31, seed) + text.charCodeAt(i)) | 0;
  }
  return Buffer.from(Array.from({ length: 96 * 1024 }, (_, i) => (seed + i * 7 + (i >> 8)) & 0xff));
}

await step('image', async () => {
  const images = await client.images.generate({ model: 'gpt-image-1', prompt: 'a dot', n: 2 });
  assert.equal(images.data.length, 2);
  const png = Buffer.from(images.data[0].b64_json, 'base64');
  assert.deepEqual([...png.subarray(1, 4)], [...Buffer.from('PNG')]);
});

await step('image edited from an upload', async () => {
  const images = await client.images.edit({
    model: 'gpt-image-1',
    image: await toFile(bytes(5000), 'dot.png', { type: 'image/png' }),
    prompt: 'a bigger dot',
  });
  assert.equal(images.data[0].revised_prompt, 'a bigger dot');
});

await step('speech, byte for byte', async () => {
  const text = 'All bytes matter.';
  const response = await client.audio.speech.create({ model: 'tts-1', voice: 'alloy', input: text });
  assert.equal(response.headers.get('content-type'), 'audio/mpeg');
  assert.ok(Buffer.from(await response.arrayBuffer()).equals(spoken(text)));
});

await step('transcription of an upload', async () => {
  const transcription = await client.audio.transcriptions.create({
    model: 'whisper-1',
    file: await toFile(bytes(123_456), 'talk.mp3'),
  });
  assert.equal(transcription.text, 'talk.mp3 has 123456 bytes');
});
