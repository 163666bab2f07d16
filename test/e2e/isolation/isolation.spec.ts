import { createHmac, randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { createTestApp, type TestApp } from '#libs/testing';
import { queryParameters, type Operation } from '../contract/api/described-api.js';
import { faultsOfEach } from '../contract/api/faults.js';
import { outcome, type Answer } from '../contract/api/http-caller.js';
import { recipes } from '../contract/api/recipes/index.js';
import { isUuid, placesOf } from '../contract/api/schema.js';
import { referredTo, type Call, type Ids } from '../contract/api/stage.js';
import { CANARY, collectionsOf, pagedLists, twinStages, type TwinStages } from './twin-stages.js';

jest.setTimeout(60_000);

let testApp: TestApp;
let twins: TwinStages;
let untouched: Record<string, string>;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } });
  twins = await twinStages(testApp);
  untouched = await twins.rowsOfB.hashes();
});
afterAll(async () => {
  twins.a.http.close();
  await testApp.close();
});

afterEach(async () => {
  expect(await twins.rowsOfB.hashes()).toEqual(untouched);
});

const each = (examine: (operation: Operation) => Promise<void>) => faultsOfEach(twins.operations, examine);

// Their answers hold no text of people, only numbers, dates or what is the same for everybody.
const wordless = new Set(['countUnreadNotifications', 'readAllNotifications', 'listPermissions']);
wordless.add('getUserPermissions').add('replaceUserPermissions').add('previewMaintenanceSchedule');
wordless.add('generateFromMaintenanceSchedule').add('listMaintenanceOccurrences').add('getUsage');

/** A call that would succeed if the ids were the caller's own. */
async function callTo(operation: Operation, ids: Ids): Promise<Call> {
  return { ids, body: await twins.a.body(operation), headers: { 'If-Match': '"1"' } };
}

/** All of an answer that may tell one absent thing from another. */
function comparable({ status, headers, json }: Answer): object {
  const { 'x-request-id': _id, date: _date, 'content-length': _length, ratelimit: _left, ...others } = headers;
  return { status, headers: others, body: { ...json, requestId: '', instance: '' } };
}

describe('with rows of the same ids in both tenants', () => {
  it('every operation works on the caller’s own rows, and shows no others', async () => {
    const faults = await each(async (operation) => {
      const expand = queryParameters(operation).find(({ name }) => name === 'expand')?.schema.items?.enum;
      const query: Record<string, string> = expand ? { expand: expand.join() } : {};
      const { text, status } = await twins.a.perform(operation.id, { ids: twins.targets.get(operation.id)!, query });
      expect(text).not.toContain(CANARY.b);
      for (const id of twins.foreign.values()) expect(text).not.toContain(id);
      if (text !== '' && status < 202 && !wordless.has(operation.id)) expect(text).toContain(CANARY.a);
    });
    expect(faults).toEqual([]);
  });

  it('what one tenant has removed is gone for it alone', async () => {
    const removals = twins.operations.filter(({ method }) => method === 'DELETE');
    const faults = await faultsOfEach(removals, async ({ id, path }) => {
      const reading = twins.a.api.find('GET', path);
      if (!reading) return;
      const ids = twins.targets.get(id)!;
      expect(await twins.a.send(reading, { ids })).toMatchObject({ status: 404 });
      expect(await twins.b.send(reading, { ids })).toMatchObject({ status: 200 });
    });
    expect(faults).toEqual([]);
  });

  it('no list goes on from the other tenant’s cursor, in whatever order', async () => {
    const lists = pagedLists(twins.a);
    const faults = await faultsOfEach(lists, async (list) => {
      const ids = twins.targets.get(list.id)!;
      const sorts = (queryParameters(list).find(({ name }) => name === 'sort')?.schema.enum ?? []) as string[];
      for (const sort of [undefined, ...sorts]) {
        const query = { limit: '1', ...(sort && { sort }) };
        const pairs = [twins.a, twins.b].map((stage, index, both) => [stage, both[1 - index]!] as const);
        for (const [own, other] of pairs) {
          const { nextCursor: cursor } = (await own.send(list, { ids, query })).json;
          expect(cursor).toEqual(expect.any(String));
          expect(await own.send(list, { ids, query: { ...query, cursor } })).toMatchObject({ status: 200 });
          const refused = await other.send(list, { ids, query: { ...query, cursor } });
          expect(refused).toMatchObject({ status: 400, json: { code: 'request.invalid_cursor' } });
        }
      }
    });
    expect(faults).toEqual([]);
    expect(lists.length).toBeGreaterThan(10);
  });
});

describe('a row of the other tenant', () => {
  it('is answered like one that does not exist, whatever is done to it', async () => {
    let calls = 0;
    const faults = await each(async (operation) => {
      for (const { name, collection } of collectionsOf(operation)) {
        const own = twins.targets.get(operation.id)!;
        const call = (id: string) => callTo(operation, { ...own, [name]: id });
        const foreign = await twins.a.send(operation, await call(twins.foreign.get(collection)!));
        const absent = await twins.a.send(operation, await call(randomUUID()));
        expect(foreign.status).toBe(404);
        expect(comparable(foreign)).toEqual(comparable(absent));
        calls += 1;
      }
    });
    expect(faults).toEqual([]);
    expect(calls).toBeGreaterThan(40);
  });

  it('cannot be named in a body, where one’s own can', async () => {
    let places = 0;
    const faults = await each(async (operation) => {
      for (const place of operation.body ? placesOf(operation.body, isUuid) : []) {
        const collection = referredTo(place.findLast((step) => !/^\d+$/.test(step))!);
        const ids = await twins.a.target(operation);
        const attempt = async (id: string) => {
          const body = withValue(operation, await twins.a.body(operation), place, id);
          return twins.a.send(operation, { ids, body, headers: await twins.a.version(operation, ids) });
        };
        const foreign = await attempt(twins.foreign.get(collection)!);
        expect([404, 422]).toContain(outcome(foreign));
        expect(comparable(foreign)).toEqual(comparable(await attempt(randomUUID())));
        expect(outcome(await attempt(await twins.a.fresh(collection)))).toBeLessThan(300);
        places += 1;
      }
    });
    expect(faults).toEqual([]);
    expect(places).toBeGreaterThan(10);
  });

  it('filters a list to nothing', async () => {
    const faults = await each(async (operation) => {
      for (const { name } of queryParameters(operation).filter(({ schema }) => isUuid(schema))) {
        const ids = twins.targets.get(operation.id)!;
        const filtered = (id: string) => twins.a.send(operation, { ids, query: { [name]: id } });
        const { status, json } = await filtered(twins.foreign.get(referredTo(name))!);
        expect({ status, data: json.data }).toEqual({ status: 200, data: [] });
        expect((await filtered(await twins.a.row(referredTo(name)))).status).toBe(200);
      }
    });
    expect(faults).toEqual([]);
  });

  it('is reached by nothing that the caller has', async () => {
    expect(await twins.rowsOfA.mentioning([...twins.foreign.values()])).toEqual([]);
  });
});

it('a child is found only under its own parent', async () => {
  const nested = twins.operations.filter((operation) => collectionsOf(operation).length > 1);
  const faults = await faultsOfEach(nested, async (operation) => {
    const [parent] = collectionsOf(operation);
    const ids = { ...twins.targets.get(operation.id), [parent!.name]: await twins.a.fresh(parent!.collection) };
    expect(await twins.a.send(operation, await callTo(operation, ids))).toMatchObject({ status: 404 });
  });
  expect(faults).toEqual([]);
  expect(nested.length).toBeGreaterThan(0);
});

describe('the credential decides on the tenant', () => {
  const refusedWith = (headers: Record<string, string>) =>
    each(async (operation) => {
      const call = await callTo(operation, twins.targets.get(operation.id)!);
      const answer = await twins.a.send(operation, { ...call, headers: { ...call.headers, ...headers } });
      expect(answer).toMatchObject({ status: 403, json: { code: 'auth.tenant_mismatch' } });
    });

  it('not the host', async () => {
    expect(await refusedWith({ Host: `${twins.b.tenant.slug}.localhost` })).toEqual([]);
  });

  it('not X-Tenant', async () => {
    expect(await refusedWith({ 'X-Tenant': twins.b.tenant.slug })).toEqual([]);
  });

  it('not the body', async () => {
    const faults = await each(async (operation) => {
      if (!operation.body) return;
      const { body, ...call } = await callTo(operation, twins.targets.get(operation.id)!);
      const answer = await twins.a.send(operation, {
        ...call,
        body: { ...(body as object), tenant: twins.b.tenant.slug },
      });
      expect(answer).toMatchObject({ status: 400, json: { code: 'request.unknown_field' } });
    });
    expect(faults).toEqual([]);
  });
});

describe('without a valid credential', () => {
  it.each([
    ['none', () => null],
    ['garbage', () => 'x'],
    ['an expired token', () => resigned(-60)],
  ])('every operation but the public ones refuses: %s', async (_name, token) => {
    const faults = await each(async (operation) => {
      const call = await callTo(operation, twins.targets.get(operation.id)!);
      expect(await twins.a.send(operation, { ...call, token: token() })).toMatchObject({ status: 401 });
    });
    expect(faults).toEqual([]);
  });

  it('a token that is made the same way and has not expired is accepted', async () => {
    const me = await twins.a.send(twins.a.api.operation('getMe'), { token: resigned(60) });
    expect(me.status).toBe(200);
  });
});

/** A's own token, expiring so many seconds from now. */
function resigned(seconds: number): string {
  const [header, payload] = twins.a.token.split('.');
  const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString('utf8')) as object;
  const changed = { ...claims, exp: Math.floor(Date.now() / 1_000) + seconds };
  const signed = `${header}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}`;
  return `${signed}.${createHmac('sha256', testApp.config.secrets.jwt).update(signed).digest('base64url')}`;
}

/** The body with another value at one place, and without the fields that exclude it. */
function withValue(operation: Operation, body: unknown, place: readonly string[], value: string): unknown {
  const changed = structuredClone(body);
  let node = changed as Record<string, Record<string, unknown>>;
  for (const step of place.slice(0, -1)) node = (node[step] ??= {}) as typeof node;
  const name = place.at(-1)!;
  const { oneOf = [] } = recipes[(twins.a.singleOf(operation) ?? operation).id] ?? {};
  for (const other of oneOf.filter((group) => group.includes(name)).flat()) delete node[other];
  node[name] = value as never;
  return changed;
}
