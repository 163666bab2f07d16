import { openTwoSchemas, type TwoSchemas } from './two-schemas.js';

let schemas: TwoSchemas;
beforeAll(async () => {
  schemas = await openTwoSchemas(1);
});

const inFirst = <T>(work: () => Promise<T>) => schemas.as(schemas.tenants[0], work);

async function echo(type: string, value: unknown): Promise<unknown> {
  const [result] = await inFirst(() =>
    schemas.db.batch({ text: `select $1::${type} as value`, values: [value], writes: false }),
  );
  return result!.rows[0]!['value'];
}

describe('values of a batch', () => {
  it.each([
    ['text', ''],
    ['text', 'naïve — 水 — 🛠'],
    ['text', '🛠'.repeat(100_000)],
    ['text', null],
    ['int', 7],
    ['bool', true],
    ['jsonb', { a: [1, { b: 'ü' }] }],
    ['text[]', ['a', 'b,c', '"d"', 'é']],
  ])('arrive and come back as they were: %s', async (type, value) => {
    expect(await echo(type, value)).toEqual(value);
  });

  it('may be bytes, also beside text', async () => {
    const bytes = Buffer.from([0, 1, 127, 128, 255]);
    const text = 'select $1::text as before, $2::bytea as bytes, $3::text as after';
    const [result] = await inFirst(() => schemas.db.batch({ text, values: ['x', bytes, 'y'], writes: false }));
    expect(result!.rows).toEqual([{ before: 'x', bytes, after: 'y' }]);
  });

  it('may be as many as PostgreSQL takes', async () => {
    const values = Array.from({ length: 65_535 }, (_, index) => index);
    const text = `select cardinality(array[${values.map((index) => `$${index + 1}::int`).join()}]) as count`;
    const [result] = await inFirst(() => schemas.db.batch({ text, values, writes: false }));
    expect(result!.rows).toEqual([{ count: values.length }]);
  });
});

describe('a statement that a connection knows', () => {
  const things = {
    name: 'known_things',
    text: 'select * from (values (1, null), (2, $1)) as t (id, title)',
    values: ['b'],
    writes: false,
  };

  it('answers the same rows each time, in one batch and in the next', async () => {
    const rows = [
      { id: 1, title: null },
      { id: 2, title: 'b' },
    ];
    for (let run = 0; run < 3; run += 1) {
      const results = await inFirst(() =>
        schemas.db.batch(things, { text: 'select 1 as one', values: [], writes: false }, things),
      );
      expect(results.map((result) => result.rows)).toEqual([rows, [{ one: 1 }], rows]);
    }
  });

  it('is refused once when its columns have become others, and then answers those', async () => {
    const { schema } = schemas.tenants[0];
    const wide = { name: 'wide', text: `select * from ${schema}.widened`, values: [], writes: false };
    await schemas.admin.query(`create table ${schema}.widened (a int); insert into ${schema}.widened values (1)`);
    await schemas.admin.query(`grant select on ${schema}.widened to ${schemas.tenants[0].role}`);
    const read = () => inFirst(() => schemas.db.batch(wide));
    expect(await read()).toMatchObject([{ rows: [{ a: 1 }] }]);
    await schemas.admin.query(`alter table ${schema}.widened add b text default 'new'`);
    await expect(read()).rejects.toMatchObject({ code: '0A000' });
    expect(await read()).toMatchObject([{ rows: [{ a: 1, b: 'new' }] }]);
  });

  it('returns how many rows it changed', async () => {
    const { schema } = schemas.tenants[0];
    const text = `insert into ${schema}.things (id, title, canary, created_at, updated_at)
      select gen_random_uuid(), 'n ' || n, 'c', now(), now() from generate_series(1, 3) as n`;
    const none = { text: `delete from ${schema}.things where canary = 'nothing'`, values: [], writes: true };
    const results = await inFirst(() => schemas.db.batch({ text, values: [], writes: true }, none));
    expect(results).toMatchObject([
      { command: 'INSERT', rowCount: 3, rows: [] },
      { command: 'DELETE', rowCount: 0, rows: [] },
    ]);
  });
});
