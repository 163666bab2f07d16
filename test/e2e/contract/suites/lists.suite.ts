import { provisionTestTenant } from '#libs/testing';
import { isList, queryParameters, type Operation } from '../api/described-api.js';
import { documented, testEach } from '../api/documented-operations.js';
import { cannotGrow, grow } from '../api/grow.js';
import { missing } from '../api/recipes/index.js';
import { typeOf } from '../api/schema.js';
import { Stage, type Ids } from '../api/stage.js';
import type { ContractSuite } from './contract-suite.js';

type Query = Readonly<Record<string, string>>;
interface Row {
  readonly id?: string;
  readonly userId?: string;
}

/** Of sorts: with so many each gets one more row alone. */
const MANY = 12;

/** Catalogues that ship with the product. */
export const unpaged = new Set(['listPermissions', 'listOperatorPermissions']);

const isPaged = (operation: Operation): boolean => isList(operation) && !unpaged.has(operation.id);

export const lists: ContractSuite = (operations, { testApp }) => {
  const lists = operations.filter(isPaged);
  if (lists.length === 0) return;
  const others = documented.operations.filter(isPaged);
  const targets = new Map<string, Ids>();
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.of(await provisionTestTenant(testApp()), 'sample');
    for (const list of lists) {
      targets.set(list.id, await stage.target(list));
      for (let row = 0; row < 5 && !cannotGrow.has(list.id); row += 1) await grow(stage, list, targets.get(list.id)!);
    }
  });

  const page = (list: Operation, query: Query) => stage.send(list, { ids: targets.get(list.id)!, query });
  const parameter = (list: Operation, name: string) => queryParameters(list).find((each) => each.name === name);

  testEach('take limit, cursor and include', lists, async (list) => {
    expect(isList(stage.api.operation(list.id))).toBe(true);
    for (const name of ['limit', 'cursor', 'include']) expect(parameter(list, name)).toBeDefined();
  });

  testEach('lose no row and show none twice while rows are added, in whatever order', lists, async (list) => {
    const sorts = (parameter(list, 'sort')?.schema.enum ?? []) as string[];
    const additions = cannotGrow.has(list.id) ? 0 : sorts.length > MANY ? 1 : 3;
    for (const sort of ['', ...sorts]) {
      const query: Query = sort ? { sort } : {};
      const before = await walk(list, { ...query, limit: '100' });
      expect(before.length).toBeGreaterThan(4);
      const limit = String(Math.max(2, Math.ceil(before.length / 5)));
      const seen = await walk(list, { ...query, limit }, additions);
      expect({ sort, doubled: seen.filter((key, at) => seen.indexOf(key) !== at) }).toEqual({ sort, doubled: [] });
      expect({ sort, lost: before.filter((key) => !seen.includes(key)) }).toEqual({ sort, lost: [] });
    }
  });

  /** Every row's id, page after page; while so many pages are read the list gets one more row each. */
  async function walk(list: Operation, query: Query, additions = 0): Promise<string[]> {
    const keys: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const [{ status, json }] = await Promise.all([
        page(list, cursor === '' ? query : { ...query, cursor }),
        additions-- > 0 ? grow(stage, list, targets.get(list.id)!) : undefined,
      ]);
      if (status !== 200) throw missing(`${list.id} answers ${status}`);
      keys.push(...(json.data as Row[]).map(({ id, userId }) => id ?? userId!));
      cursor = json.nextCursor as string | null;
    }
    return keys;
  }

  const tellingWhen = lists.filter((list) => parameter(list, 'updatedAfter') !== undefined);
  if (tellingWhen.length > 0)
    testEach(
      'give what has changed in a span of time, its begin included, in that order',
      tellingWhen,
      async (list) => {
        const rows = async (query: Query) =>
          (await page(list, { limit: '100', sort: 'updatedAt', ...query })).json.data as { updatedAt: string }[];
        const descending = (await rows({ sort: '-updatedAt' })).map(({ updatedAt }) => updatedAt);
        // the latest hundred, where there are more
        const since = descending.at(-1)!;
        const all = await rows({ updatedAfter: since });
        const times = all.map(({ updatedAt }) => updatedAt);
        expect(times).toEqual([...times].sort());
        expect(descending).toEqual([...times].sort().reverse());
        const middle = times[Math.floor(times.length / 2)]!;
        expect(await rows({ updatedAfter: middle })).toEqual(all.filter(({ updatedAt }) => updatedAt >= middle));
        expect(await rows({ updatedAfter: since, updatedBefore: middle })).toEqual(
          all.filter(({ updatedAt }) => updatedAt < middle),
        );
        expect(await rows({ updatedAfter: middle, updatedBefore: middle })).toEqual([]);
      },
    );

  testEach('give as many rows as asked for, at most 100', lists, async (list) => {
    for (const limit of ['0', '-1', '1.5', 'many', '', ' 1', '1e1', '99999999999999999999'])
      expect({ limit, status: (await page(list, { limit })).status }).toEqual({ limit, status: 400 });
    expect((await page(list, { limit: '1' })).json.data).toHaveLength(1);
    expect((await page(list, { limit: '100000' })).json.data.length).toBeLessThanOrEqual(100);
  });

  testEach('count all rows only when asked to', lists, async (list) => {
    expect((await page(list, {})).json).not.toHaveProperty('total');
    const rows = await walk(list, { limit: '100' });
    expect((await page(list, { include: 'total', limit: '1' })).json.total).toBe(rows.length);
    expect((await page(list, { include: 'everything' })).status).toBe(400);
  });

  testEach('refuse parameters that they do not know, or know once', lists, async (list) => {
    const path = list.path.replace(/\{(\w+)\}/g, (_, name: string) => targets.get(list.id)![name]!);
    const headers = { Authorization: `Bearer ${await stage.tokenFor(list)}` };
    const ask = async (query: string) =>
      (await stage.http.send({ method: 'GET', path: `${path}?${query}`, headers })).json;
    // which tenant is asked for is for operators alone to say
    const unknown = list.access === 'operator' ? 'schema' : 'tenantId';
    expect(await ask(`${unknown}=1`)).toMatchObject({ status: 400, code: 'request.unknown_parameter' });
    expect(await ask('limit[gt]=1')).toMatchObject({ status: 400, code: 'request.unknown_parameter' });
    expect(await ask('limit=1&limit=2')).toMatchObject({ status: 400, code: 'request.repeated_parameter' });
    for (const sort of [
      'passwordHash',
      'id',
      'created_at',
      '__proto__',
      'constructor',
      'id;drop table users',
      '--',
      '',
    ])
      expect({ sort, ...(await ask(`sort=${encodeURIComponent(sort)}`)) }).toMatchObject({ sort, status: 400 });
  });

  testEach('go on only from a cursor of their own, with the same filter and order', lists, async (list) => {
    const [sort = '', otherSort = ''] = (parameter(list, 'sort')?.schema.enum ?? []) as string[];
    const first: Query = { limit: '1', ...(sort && { sort }) };
    const cursor = (await page(list, first)).json.nextCursor as string;
    const refuse = async (query: Query, asked = list) => {
      const { status } = await page(asked, { ...first, cursor, ...query });
      expect({ query, status }).toEqual({ query, status: 400 });
    };
    const flipped = `${cursor.slice(0, -8)}${cursor.at(-8) === 'A' ? 'B' : 'A'}${cursor.slice(-7)}`;
    const altered = [flipped, cursor.slice(1), `${cursor}${cursor}`, 'x', 'e30', '=='];
    for (const each of altered) await refuse({ cursor: each });
    if (otherSort) await refuse({ sort: otherSort });
    const [filter] = queryParameters(list).filter(({ schema }) => typeOf(schema) === 'boolean');
    if (filter) await refuse({ [filter.name]: 'true' });
    await refuse(
      {},
      others.find(({ id, path }) => id !== list.id && !path.includes('{')),
    );
  });
};
