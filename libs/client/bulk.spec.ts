import { clientOf, json } from '../../test/support/client-fixture.js';
import { BulkError } from './index.js';

const refusal = {
  type: 'urn:x',
  title: 'Invalid',
  status: 422,
  detail: 'The name is missing.',
  code: 'request.invalid',
};
const results = {
  items: [
    { index: 0, id: 'f1', status: 201, problem: null },
    { index: 1, id: null, status: 422, problem: refusal },
  ],
};
const items = [{ name: 'Depot' }, { name: '' }] as const;

it('says which item became what, and which failed with which problem', async () => {
  const sent: string[] = [];
  const { client, requests } = clientOf((request, body) => {
    sent.push(body, request.headers.get('idempotency-key') ?? '');
    return json(207, results);
  });
  const { succeeded, failed } = await client.bulk('/v1/facilities/bulk', { items, atomic: true });
  expect(succeeded).toEqual([{ index: 0, item: items[0], id: 'f1' }]);
  expect(failed).toEqual([{ index: 1, item: items[1], problem: refusal }]);
  expect(requests).toEqual(['POST /v1/facilities/bulk?atomic=true']);
  expect(sent).toEqual([JSON.stringify({ items }), expect.stringMatching(/^[\da-f]{32}$/)]);
});

it('throws what became of all where that is asked for, and only when an item failed', async () => {
  const { client } = clientOf(() => json(207, results));
  const thrown = await client
    .bulk('/v1/facilities/bulk', { items, throwOnFailure: true })
    .catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(BulkError);
  expect(thrown).toMatchObject({
    message: '1 of 2 items failed: item 1: The name is missing.',
    outcome: { succeeded: [{ id: 'f1' }], failed: [{ problem: { code: 'request.invalid' } }] },
  });
  const { client: lucky } = clientOf(() => json(207, { items: results.items.slice(0, 1) }));
  const all = await lucky.bulk('/v1/facilities/bulk', { items: items.slice(0, 1), throwOnFailure: true });
  expect(all.failed).toEqual([]);
});
