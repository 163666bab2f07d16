import { AsyncResource } from 'node:async_hooks';
import { declareConstraint } from '#libs/columns';
import { defineRefusal } from '#libs/kernel';
import { waitUntil } from '#libs/testing';
import { openTwoSchemas, Thing, type TwoSchemas } from './two-schemas.js';

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

/** More than a connection keeps prepared. */
const MANY_STATEMENTS = 300;

let schemas: TwoSchemas;
beforeEach(async () => {
  schemas = await openTwoSchemas(1);
});
afterEach(() => schemas.close());

const inFirst = <T>(work: () => Promise<T>) => schemas.as(schemas.tenants[0], work);
const isGone = async (pid: number): Promise<boolean> =>
  (await schemas.admin.query('select from pg_stat_activity where pid = $1', [pid])).rowCount === 0;
const named = (n: number) => ({ name: `numbered_${n}`, text: `select ${n} as n`, values: [], writes: false });

describe('a connection that is lost inside a transaction', () => {
  it('leaves its place in the pool to another', async () => {
    const lost = inFirst(() =>
      schemas.unitOfWork.transactional(async (em) => {
        const [row] = await em.execute<{ pid: number }[]>('select pg_backend_pid() as pid');
        await schemas.admin.query('select pg_terminate_backend($1)', [row!.pid]);
        await waitUntil(() => isGone(row!.pid));
        await em.execute('select 1');
      }),
    );
    await expect(lost).rejects.toThrow();
    expect(await inFirst(() => schemas.db.batch(named(1)))).toMatchObject([{ rows: [{ n: 1 }] }]);
  });
});

describe('what outlives its transaction', () => {
  it('cannot write into the next one of its connection', async () => {
    let writeLate = (): Promise<void> => Promise.resolve();
    await inFirst(() =>
      schemas.unitOfWork.transactional(async () => {
        await schemas.unitOfWork.commit(Thing.make('in time', 'a'));
        writeLate = AsyncResource.bind(() => schemas.unitOfWork.commit(Thing.make('late', 'a')));
      }),
    );
    await inFirst(() =>
      schemas.unitOfWork.transactional(async (em) => {
        await em.execute('select 1');
        await expect(writeLate()).rejects.toThrow('has ended');
      }),
    );
  });
});

describe('the statements that a connection keeps prepared', () => {
  it('are run again after one had to go in a batch that failed before', () =>
    inFirst(async () => {
      for (let n = 0; n < MANY_STATEMENTS; n += 1) {
        const failing = schemas.db.batch({ text: 'select 1 / 0', values: [], writes: false }, named(1_000 + n));
        await schemas.db.batch(named(n));
        await expect(failing).rejects.toMatchObject({ code: '22012' });
      }
      for (let n = 0; n < MANY_STATEMENTS; n += 1)
        expect(await schemas.db.batch(named(n))).toMatchObject([{ rows: [{ n }] }]);
    }));
});

describe('a refused commit', () => {
  it('names the holder of a value whichever of its entities wanted it', () =>
    inFirst(async () => {
      const holder = Thing.make('taken', 'a');
      await schemas.unitOfWork.commit(holder);
      const conflict = { code: 'thing.title_taken', extra: { members: { existingId: holder.id } } };
      const late = () => schemas.unitOfWork.commit(Thing.make('free', 'a'), Thing.make('taken', 'a'));
      await expect(late()).rejects.toMatchObject(conflict);
      const early = () => schemas.unitOfWork.commit(Thing.make('taken', 'a'), Thing.make('free', 'a'));
      await expect(early()).rejects.toMatchObject(conflict);
    }));

  it('needs no second connection to name the row with the same value while a transaction has one', () =>
    inFirst(async () => {
      const holder = Thing.make('taken', 'a');
      await schemas.unitOfWork.commit(holder);
      const commit = () => schemas.unitOfWork.transactional(() => schemas.unitOfWork.commit(Thing.make('taken', 'a')));
      await expect(commit()).rejects.toMatchObject({
        code: 'thing.title_taken',
        extra: { members: { existingId: holder.id } },
      });
    }));
});
