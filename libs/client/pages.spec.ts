import { clientOf, json, problem, type Answer } from '../../test/support/client-fixture.js';

/** A list of three pages with two rows each. */
const pages: Answer = ({ url }) => {
  const cursor = Number(new URL(url).searchParams.get('cursor') ?? 1);
  return json(200, {
    data: [{ id: `${cursor}a` }, { id: `${cursor}b` }],
    nextCursor: cursor < 3 ? `${cursor + 1}` : null,
  });
};

const filtered = { params: { query: { limit: 2, active: true } } };

describe('the rows of a list', () => {
  it('come page after page, with the same filter', async () => {
    const { client, requests } = clientOf(pages);
    const ids: string[] = [];
    for await (const { id } of client.rows('/v1/teams', filtered)) ids.push(id);
    expect(ids).toEqual(['1a', '1b', '2a', '2b', '3a', '3b']);
    expect(requests[2]).toBe('GET /v1/teams?limit=2&active=true&cursor=3');
  });

  it('are not asked for before they are needed', async () => {
    const { client, requests } = clientOf(pages);
    for await (const { id } of client.rows('/v1/teams')) if (id === '1b') break;
    expect(requests).toHaveLength(1);
  });

  it('go on over a page that is refused for a moment, none lost and none doubled', async () => {
    let refusals = 0;
    const busy: Answer = (request, body) =>
      request.url.endsWith('cursor=2') && refusals++ < 2 ? problem(503, 'server.unavailable') : pages(request, body);
    const { client } = clientOf(busy);
    const ids: string[] = [];
    for await (const { id } of client.rows('/v1/teams')) ids.push(id);
    expect(ids).toEqual(['1a', '1b', '2a', '2b', '3a', '3b']);
  });

  it('end when the caller gives up, in the middle of a page too', async () => {
    const { client, requests } = clientOf(pages);
    const controller = new AbortController();
    const ids: string[] = [];
    const reading = (async () => {
      for await (const { id } of client.rows('/v1/teams', { signal: controller.signal })) {
        ids.push(id);
        if (id === '2a') controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(ids).toEqual(['1a', '1b', '2a']);
    expect(requests).toHaveLength(2);
  });
});

it('pages come as the server gives them, and another call goes on from their cursor', async () => {
  const { client } = clientOf(pages);
  const [first] = [(await client.pages('/v1/teams', filtered).next()).value];
  expect(first).toMatchObject({ data: [{ id: '1a' }, { id: '1b' }], nextCursor: '2' });
  const query = { ...filtered.params.query, cursor: first!.nextCursor! };
  const rest: string[] = [];
  for await (const { data } of client.pages('/v1/teams', { params: { query } })) rest.push(...data.map(({ id }) => id));
  expect(rest).toEqual(['2a', '2b', '3a', '3b']);
});
