import assert from 'node:assert/strict';
import { client, step } from './sdk.mjs';

for (const method of ['put', 'patch', 'post', 'delete']) {
  await step(`an endpoint that no SDK knows: ${method.toUpperCase()}`, async () => {
    const body = { name: 'größer', list: [1, 2.50, null], nested: { keep: '  spaces  ' } };
    const answer = await client[method]('/anything-new/a%2Fb', {
      body,
      query: { 'include[]': 'x y' },
      headers: { 'X-Walk': 'yes' },
    });
    assert.equal(answer.method, method.toUpperCase());
    assert.match(answer.target, /^\/v1\/anything-new\/a%2Fb\?include/);
    assert.deepEqual(JSON.parse(answer.body), body);
  });
}

await step('an endpoint that no SDK knows: GET', async () => {
  const answer = await client.get('/anything-new');
  assert.equal(answer.method, 'GET');
});
