import { declareConstraint } from '#libs/columns';
import {
  anyOf,
  assertVersion,
  atOrAfter,
  matches,
  tenantList,
  tenantQuery,
  type ListRequest,
  type Page,
} from '#libs/database';
import { defineInternalEvent, defineRefusal, uuidv7 } from '#libs/kernel';
import { runOutside, type TenantRef } from '#libs/request-context';
import { openTwoSchemas, Thing, type TwoSchemas } from './two-schemas.js';

interface Tables {
  things: { id: string; title: string; due_at: string | null; version: number };
}
const byId = tenantQuery<Tables, { id: string }>()((db, p) =>
  db.selectFrom('things').select(['title', 'version']).where('id', '=', p('id')),
);
const markThenRead = tenantQuery<{ marks: { name: string } }>()((db) =>
  db
    .with('marked', (qb) => qb.insertInto('marks').values({ name: 'taken' }).returning('name'))
    .selectFrom('marked')
    .select('name'),
);
const things = tenantList<Tables>()({
  name: 'things',
  rows: (db) => db.selectFrom('things as t').select(['t.id', 't.title', 't.due_at']),
  id: 't.id',
  filters: { titles: anyOf('t.title'), dueAfter: atOrAfter('t.due_at'), q: matches('things', 't') },
  sorts: {
    title: { column: 't.title', type: 'text' },
    dueAt: { column: 't.due_at', type: 'timestamptz', nullsAs: 'infinity' },
  },
  defaultSort: 'title',
  view: ({ title }) => title,
});
declareConstraint({
  constraint: 'things_title_key',
  property: 'title',
  refusal: defineRefusal({
    code: 'thing.title_taken',
    kind: 'conflict',
    detail: 'Another thing has this title.',
    remedy: 'Choose another title.',
  }),
});

let schemas: TwoSchemas;
beforeAll(async () => {
  schemas = await openTwoSchemas(4);
});
afterEach(async () => {
  for (const { schema } of schemas.tenants) await schemas.admin.query(`truncate ${schema}.things`);
});

/** As a request of its own, also where it begins inside another one. */
const as = <T>(tenant: TenantRef, work: () => Promise<T>) => runOutside(() => schemas.as(tenant, work));
const inFirst = <T>(work: () => Promise<T>) => as(schemas.tenants[0], work);
const load = (id: string) => schemas.databases.tenantOrm.em.findOneOrFail(Thing, id);
const commit = (...entities: object[]) => schemas.unitOfWork.commit(...entities);

describe('UnitOfWork', () => {
  it('inserts what is new, updates what differs and raises the version', () =>
    inFirst(async () => {
      const thing = Thing.make('pump', 'a');
      await commit(thing);
      expect(thing.version).toBe(1);
      thing.title = 'lift';
      await commit(thing);
      expect(await schemas.db.one(byId, { id: thing.id })).toEqual({ title: 'lift', version: 2 });
      await commit(thing);
      expect(thing.version).toBe(2);
    }));

  it('refuses the second of two changes made from the same version, and writes nothing of its commit', async () => {
    const thing = Thing.make('pump', 'a');
    await inFirst(() => commit(thing));
    await inFirst(async () => {
      const mine = await load(thing.id);
      await inFirst(async () => {
        const theirs = await load(thing.id);
        theirs.title = 'theirs';
        await commit(theirs);
      });
      mine.title = 'mine';
      await expect(commit(Thing.make('beside', 'a'), mine)).rejects.toMatchObject({
        code: 'resource.stale',
        kind: 'stale',
      });
      expect(await schemas.db.page(things, { limit: 10 })).toMatchObject({ data: ['theirs'] });
    });
  });

  it('lets exactly one of 20 changes of the same version through', async () => {
    const thing = Thing.make('pump', 'a');
    await inFirst(() => commit(thing));
    const tries = Array.from({ length: 20 }, (_, n) =>
      inFirst(async () => {
        const loaded = await load(thing.id);
        loaded.title = `by ${n}`;
        assertVersion(loaded, 1);
        await commit(loaded);
      }),
    );
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = results
      .filter((result) => result.status === 'rejected')
      .map(({ reason }) => (reason as { code: string }).code);
    expect(new Set(refused)).toEqual(new Set(['resource.stale']));
  });

  it('names the row that has a unique value already', () =>
    inFirst(async () => {
      const first = Thing.make('pump', 'a');
      await commit(first);
      const error = { code: 'thing.title_taken', kind: 'conflict', extra: { members: { existingId: first.id } } };
      await expect(commit(Thing.make('pump', 'a'))).rejects.toMatchObject(error);
    }));

  it('removes a row once, and only in the version that was seen', () =>
    inFirst(async () => {
      const thing = Thing.make('pump', 'a');
      await commit(thing);
      const other = await inFirst(async () => load(thing.id));
      other.title = 'changed';
      await inFirst(() => commit(other));
      await expect(schemas.unitOfWork.remove(thing)).rejects.toMatchObject({ code: 'resource.stale' });
      await schemas.unitOfWork.remove(other);
      expect(await schemas.db.one(byId, { id: thing.id })).toBeUndefined();
    }));

  it('takes a division by zero for staleness only where the version was checked', () =>
    inFirst(async () => {
      const { schema } = schemas.tenants[0];
      const dividing = 'check (1 / length(title) >= 0)';
      await schemas.admin.query(`alter table ${schema}.things add constraint divides ${dividing}`);
      const thing = Thing.make('pump', 'a');
      await commit(thing);
      thing.title = 'lift';
      await expect(commit(thing, Thing.make('', 'a'))).rejects.toMatchObject({ code: '22012' });
      const fault = { text: 'select 1 / 0', values: [], writes: false };
      await expect(schemas.unitOfWork.execute(fault)).rejects.toMatchObject({ code: '22012' });
      const inside = schemas.unitOfWork.transactional(async () => {
        await commit(Thing.make('beside', 'a'));
        await schemas.unitOfWork.execute(fault);
      });
      await expect(inside).rejects.toMatchObject({ code: '22012' });
      await schemas.admin.query(`alter table ${schema}.things drop constraint divides`);
    }));

  it('waits for the commit of the writer, and gets the refusal when it fails', () =>
    inFirst(async () => {
      const { schema } = schemas.tenants[0];
      await schemas.admin.query(`create table ${schema}.marks (name text unique deferrable initially deferred);
        grant all on ${schema}.marks to ${schemas.tenants[0].role!}; insert into ${schema}.marks values ('taken')`);
      const mark = markThenRead.bind(schema, {});
      expect(mark.writes).toBe(true);
      const byStatement = schemas.unitOfWork.transactional(() => schemas.db.batch(mark));
      await expect(byStatement).rejects.toMatchObject({ code: '23505' });
      const raw = `insert into ${schema}.marks values ('taken')`;
      const byOrm = schemas.unitOfWork.transactional((em) => em.execute(raw));
      await expect(byOrm).rejects.toMatchObject({ code: '23505' });
      await schemas.admin.query(`drop table ${schema}.marks`);
    }));

  it('joins commits into one transaction and undoes all of them together', () =>
    inFirst(async () => {
      const work = schemas.unitOfWork.transactional(async () => {
        await commit(Thing.make('one', 'a'));
        await commit(Thing.make('two', 'a'));
        throw new Error('given up');
      });
      await expect(work).rejects.toThrow('given up');
      expect(await schemas.db.page(things, { limit: 10 })).toEqual({ data: [], nextCursor: null });
    }));

  it('lets reads see what the open transaction wrote, and nobody else', () =>
    inFirst(async () => {
      await schemas.unitOfWork.transactional(async () => {
        const thing = Thing.make('seen inside', 'a');
        await commit(thing);
        expect(await schemas.db.one(byId, { id: thing.id })).toMatchObject({ title: 'seen inside' });
        expect(await inFirst(() => schemas.db.one(byId, { id: thing.id }))).toBeUndefined();
      });
    }));

  it('notifies recorders of a commit only after the surrounding transaction has committed', () =>
    inFirst(async () => {
      const told: string[] = [];
      schemas.unitOfWork.addRecorder({
        statements: () => [],
        committed: ({ changes, events }) =>
          told.push(...changes.map(({ kind }) => kind), ...events.map(({ type }) => type)),
      });
      await schemas.unitOfWork.transactional(async () => {
        await commit(Thing.make('one', 'a'));
        expect(told).toEqual([]);
      });
      expect(told).toEqual(['create']);
      const many = {
        statements: [],
        audits: [],
        events: [defineInternalEvent('thing.counted', 'thing').create(uuidv7(), {})],
      };
      await schemas.unitOfWork.transactional(async () => {
        await schemas.unitOfWork.writeMany(many);
        expect(told).toHaveLength(1);
      });
      expect(told.splice(1)).toEqual(['thing.counted']);
      const undone = schemas.unitOfWork.transactional(async () => {
        await schemas.unitOfWork.writeMany(many);
        throw new Error('no after all');
      });
      await expect(undone).rejects.toThrow('no after all');
      await expect(commit(Thing.make('one', 'a'))).rejects.toBeDefined();
      expect(told).toEqual(['create']);
    }));
});

describe('TenantList', () => {
  const walk = async (request: Omit<ListRequest, 'cursor'>): Promise<string[]> => {
    const titles: string[] = [];
    let page: Page<string> | undefined;
    do {
      page = await schemas.db.page(things, { ...request, cursor: page?.nextCursor ?? undefined });
      titles.push(...page.data);
    } while (page.nextCursor !== null);
    return titles;
  };
  const titles = Array.from({ length: 57 }, (_, n) => `thing ${String(n).padStart(2, '0')}`);
  const due = (n: number) => (n % 3 === 0 ? null : new Date(Date.UTC(2026, 0, 1 + (n % 5))));
  beforeEach(() =>
    inFirst(() => commit(...titles.map((title, n) => Object.assign(Thing.make(title, 'a'), { dueAt: due(n) })))),
  );

  it.each(['title', '-title', 'dueAt', '-dueAt'])('walks every row once, sorted by %s, in pages of any size', (sort) =>
    inFirst(async () => {
      const whole = await walk({ sort, limit: 100 });
      expect([...whole].sort()).toEqual(titles);
      for (const limit of [1, 7, 56, 57]) expect(await walk({ sort, limit })).toEqual(whole);
    }),
  );

  it('loses and doubles nothing that was there while rows come in between', () =>
    inFirst(async () => {
      const seen: string[] = [];
      let cursor: string | undefined;
      for (let n = 0; n === 0 || cursor; n += 1) {
        const page = await schemas.db.page(things, { sort: 'title', limit: 10, cursor });
        seen.push(...page.data);
        cursor = page.nextCursor ?? undefined;
        await commit(Thing.make(`thing ${n}a`, 'a'));
      }
      expect(seen.filter((title) => titles.includes(title))).toEqual(titles);
      expect(new Set(seen).size).toBe(seen.length);
    }));

  it('narrows by its filters and by full text, and counts all that match', () =>
    inFirst(async () => {
      expect(await walk({ limit: 10, filters: { titles: ['thing 03', 'thing 05'] } })).toEqual([
        'thing 03',
        'thing 05',
      ]);
      expect(await walk({ limit: 10, filters: { q: 'thing 42' } })).toEqual(['thing 42']);
      const page = await schemas.db.page(things, { limit: 5, filters: { dueAfter: '2026-01-05' }, includeTotal: true });
      expect(page.total).toBe(titles.filter((_, n) => (due(n)?.getUTCDate() ?? 0) >= 5).length);
    }));

  it('refuses a cursor of another filter, sort or tenant, and an altered one', () =>
    inFirst(async () => {
      const { nextCursor } = await schemas.db.page(things, { sort: 'title', limit: 5 });
      const refused = { code: 'request.invalid_cursor', kind: 'malformed' };
      const cursor = nextCursor!;
      const last = cursor.at(-1) === 'A' ? 'B' : 'A';
      await expect(schemas.db.page(things, { sort: '-title', limit: 5, cursor })).rejects.toMatchObject(refused);
      await expect(
        schemas.db.page(things, { sort: 'title', limit: 5, cursor, filters: { q: 'x' } }),
      ).rejects.toMatchObject(refused);
      await expect(
        schemas.db.page(things, { sort: 'title', limit: 5, cursor: `${last}${cursor.slice(1)}` }),
      ).rejects.toMatchObject(refused);
      await expect(schemas.db.page(things, { sort: 'title', limit: 5, cursor: 'x' })).rejects.toMatchObject(refused);
      const elsewhere = as(schemas.tenants[1], () => schemas.db.page(things, { sort: 'title', limit: 5, cursor }));
      await expect(elsewhere).rejects.toMatchObject(refused);
    }));
});
