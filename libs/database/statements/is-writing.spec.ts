import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import { isWriting } from './is-writing.js';

interface Tables {
  things: { id: string; title: string };
}

const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (one) => new PostgresIntrospector(one),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const read = db.selectFrom('things').select('id');
const insert = db.insertInto('things').values({ id: 'a', title: 'b' });
const update = db.updateTable('things').set({ title: 'b' });
const remove = db.deleteFrom('things');
const merge = db.mergeInto('things').using('things as other', 'things.id', 'other.id').whenMatched().thenDelete();

describe('isWriting', () => {
  it.each([
    ['an insert', insert],
    ['an update', update],
    ['a delete', remove],
    ['a merge', merge],
    [
      'a read of what an update returned',
      db
        .with('done', () => update.returning('id'))
        .selectFrom('done')
        .selectAll(),
    ],
    [
      'a read beside a delete',
      db
        .with('found', () => read)
        .with('gone', () => remove.returning('id'))
        .selectFrom('found')
        .selectAll(),
    ],
    [
      'a write of what was read',
      db
        .with('found', () => read)
        .deleteFrom('things')
        .where('id', 'in', (eb) => eb.selectFrom('found').select('id')),
    ],
  ])('says so of %s', (_, query) => {
    expect(isWriting(query.compile().query)).toBe(true);
  });

  it.each([
    ['a read', read],
    ['a read that locks rows', read.forUpdate()],
    [
      'a read of a column that is named like a write',
      read.where('title', '=', 'delete from things').select(sql`1`.as('update')),
    ],
    [
      'a read of a read',
      db
        .with('found', () => read)
        .selectFrom('found')
        .selectAll(),
    ],
    ['two reads in one', read.unionAll(read)],
  ])('denies it of %s', (_, query) => {
    expect(isWriting(query.compile().query)).toBe(false);
  });

  it('refuses to judge raw SQL, wherever it stands', () => {
    const hidden = db
      .with('done', () => sql<{ id: string }>`delete from things returning id`)
      .selectFrom('done')
      .selectAll();
    expect(() => isWriting(hidden.compile().query)).toThrow('cannot be judged');
    expect(() => isWriting(sql`delete from things`.compile(db).query)).toThrow('cannot be judged');
  });
});
