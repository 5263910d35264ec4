import assert from 'node:assert/strict';
import OpenAI, { toFile } from 'openai';
import { client, collect, step } from './sdk.mjs';

let store;
let file;

await step('vector store created and filled', async () => {
  store = await client.vectorStores.create({ name: 'foods', metadata: { owner: 'walk' } });
  file = await client.vectorStores.files.uploadAndPoll(
    store.id,
    await toFile(Buffer.from('Filip likes cake.'), 'foods.txt'),
  );
  assert.equal(file.status, 'completed');
  assert.equal((await client.vectorStores.retrieve(store.id)).file_counts.completed, 1);
});

await step('vector store files listed and read', async () => {
  const files = await collect(client.vectorStores.files.list(store.id));
  assert.deepEqual(files.map((listed) => listed.id), [file.id]);
  const parts = await collect(client.vectorStores.files.content(file.id, { vector_store_id: store.id }));
  assert.equal(parts[0].text, 'Filip likes cake.');
});

await step('vector store filled by a batch', async () => {
  const other = await client.files.create({ file: await toFile(Buffer.from('Ann likes tea.'), 'a.txt'), purpose: 'assistants' });
  const batch = await client.vectorStores.fileBatches.createAndPoll(store.id, { file_ids: [other.id] });
  assert.equal(batch.file_counts.completed, 1);
});

await step('vector store searched', async () => {
  const found = await collect(client.vectorStores.search(store.id, { query: 'cake' }));
  assert.deepEqual(found.map((hit) => hit.filename), ['foods.txt']);
});

await step('vector store changed and deleted', async () => {
  assert.equal((await client.vectorStores.update(store.id, { name: 'meals' })).name, 'meals');
  assert.equal((await client.vectorStores.delete(store.id)).deleted, true);
  await assert.rejects(client.vectorStores.retrieve(store.id), OpenAI.NotFoundError);
});
