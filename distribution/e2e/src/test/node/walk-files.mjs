import assert from 'node:assert/strict';
import OpenAI, { toFile } from 'openai';
import { bytes, client, collect, sha256, step } from './sdk.mjs';

const MEGABYTES = 20;
const content = bytes(MEGABYTES * 1024 * 1024);
let file;

await step(`file of ${MEGABYTES} MB uploaded`, async () => {
  file = await client.files.create({ file: await toFile(content, 'größe 1.jsonl'), purpose: 'batch' });
  assert.equal(file.bytes, content.length);
  assert.equal(file.filename, 'größe 1.jsonl');
});

await step('file retrieved and listed', async () => {
  assert.equal((await client.files.retrieve(file.id)).id, file.id);
  const all = await collect(client.files.list({ purpose: 'batch' }));
  assert.ok(all.some((listed) => listed.id === file.id));
});

await step('file downloaded', async () => {
  const response = await client.files.content(file.id);
  assert.equal(sha256(Buffer.from(await response.arrayBuffer())), sha256(content));
});

await step('batch created, retrieved, listed, cancelled', async () => {
  const batch = await client.batches.create({
    input_file_id: file.id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
  });
  assert.equal((await client.batches.retrieve(batch.id)).status, 'validating');
  assert.ok((await collect(client.batches.list())).some((listed) => listed.id === batch.id));
  assert.equal((await client.batches.cancel(batch.id)).status, 'cancelling');
});

await step('fine-tuning job created, retrieved, cancelled', async () => {
  const job = await client.fineTuning.jobs.create({ model: 'gpt-4o-mini', training_file: file.id });
  assert.equal((await client.fineTuning.jobs.retrieve(job.id)).status, 'queued');
  assert.equal((await client.fineTuning.jobs.cancel(job.id)).status, 'cancelled');
});

await step('file deleted', async () => {
  assert.equal((await client.files.delete(file.id)).deleted, true);
  await assert.rejects(client.files.retrieve(file.id), OpenAI.NotFoundError);
});

await step('list walked page by page', async () => {
  const made = [];
  for (let i = 0; i < 7; i++) {
    made.push((await client.vectorStores.create({ name: `page ${i}` })).id);
  }
  const walked = [];
  for await (const store of client.vectorStores.list({ limit: 3, order: 'asc' })) {
    walked.push(store.id);
  }
  assert.deepEqual(walked.filter((id) => made.includes(id)), made);
  await Promise.all(made.map((id) => client.vectorStores.delete(id)));
});
