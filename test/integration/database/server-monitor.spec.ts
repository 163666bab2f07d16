import { openTwoSchemas, type TwoSchemas } from './two-schemas.js';

let schemas: TwoSchemas;
beforeEach(async () => {
  schemas = await openTwoSchemas(1);
});
afterEach(() => schemas.close());

it('lets a slow statement take its time while the server answers otherwise', async () => {
  const slow = schemas.as(schemas.tenants[0], () =>
    schemas.db.batch({ text: `select pg_sleep(3.5)::text is not null as slept`, values: [], writes: false }),
  );
  expect((await slow)[0]!.rows).toEqual([{ slept: true }]);
});
