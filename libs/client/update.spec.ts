import { clientOf, json, problem, type Answer } from '../../test/support/client-fixture.js';
import { ifMatch, retryStale } from './index.js';

const team = { path: { id: 't1' } };

/** A team that somebody else renames before each of our first `times` changes. */
function contested(times: number) {
  let version = 1;
  const bodies: string[] = [];
  const answer: Answer = (request, body) => {
    if (request.method === 'GET') {
      const read = json(200, { name: `v${version}`, version }, 'application/json', { etag: `W/"${version}-x"` });
      if (version <= times) version += 1;
      return read;
    }
    bodies.push(`${request.headers.get('if-match')} ${body}`);
    if (request.headers.get('if-match') !== `"${version}-x"`) return problem(412, 'resource.stale');
    return json(200, { name: 'ours', version: version + 1 });
  };
  return { answer, bodies };
}

describe('an update', () => {
  it('names the version that was read, also where a proxy has made its tag weak', async () => {
    const { answer, bodies } = contested(0);
    const { client, requests } = clientOf(answer);
    const updated = await client.update('/v1/teams/{id}', { ...team, change: ({ name }) => ({ name: `${name}!` }) });
    expect(updated).toMatchObject({ name: 'ours', version: 2 });
    expect(bodies).toEqual(['"1-x" {"name":"v1!"}']);
    expect(requests).toEqual(['GET /v1/teams/t1', 'PATCH /v1/teams/t1']);
  });

  it('is made anew of what is there when somebody else was first', async () => {
    const { answer, bodies } = contested(2);
    const { client } = clientOf(answer);
    await client.update('/v1/teams/{id}', { ...team, change: async ({ name }) => ({ name: `${name}!` }) });
    expect(bodies).toEqual(['"1-x" {"name":"v1!"}', '"2-x" {"name":"v2!"}', '"3-x" {"name":"v3!"}']);
  });

  it('gives up after its attempts, with the last refusal', async () => {
    const { answer, bodies } = contested(9);
    const { client } = clientOf(answer);
    const change = () => ({ name: 'ours' });
    await expect(client.update('/v1/teams/{id}', { ...team, change, attempts: 2 })).rejects.toMatchObject({
      status: 412,
      code: 'resource.stale',
    });
    expect(bodies).toHaveLength(2);
  });

  it('sends nothing where nothing is to be changed', async () => {
    const { answer, bodies } = contested(0);
    const { client } = clientOf(answer);
    const found = await client.update('/v1/teams/{id}', { ...team, change: () => undefined });
    expect(found).toMatchObject({ name: 'v1' });
    expect(bodies).toEqual([]);
  });

  it('is not tried again for another refusal, nor for what the caller throws', async () => {
    const refusing: Answer = ({ method }) =>
      method === 'GET' ? json(200, {}, undefined, { etag: '"1"' }) : problem(422, 'request.invalid');
    const { client, requests } = clientOf(refusing);
    const change = () => ({ name: '' });
    await expect(client.update('/v1/teams/{id}', { ...team, change })).rejects.toMatchObject({ status: 422 });
    expect(requests).toHaveLength(2);
    const thrown = new Error('not ours to change');
    const refused = client.update('/v1/teams/{id}', { ...team, change: () => Promise.reject(thrown) });
    await expect(refused).rejects.toBe(thrown);
    expect(requests).toHaveLength(3);
  });
});

it('a transition is tried again on what is there in the same way', async () => {
  const { answer, bodies } = contested(1);
  const { client } = clientOf(answer);
  const params = { path: { id: 'w1' } };
  await retryStale(
    () => client.GET('/v1/work-orders/{id}', { params }),
    (_workOrder, header) => client.POST('/v1/work-orders/{id}/start', { params: { ...params, header } }),
  );
  expect(bodies).toEqual(['"1-x" ', '"2-x" ']);
});

it('an answer without ETag is not taken for one that was seen', () => {
  expect(() => ifMatch(json(200, {}))).toThrow(/has no ETag/);
});
