import { defineEntity, p } from '@mikro-orm/core';
import { entityColumns, type EntityTable, type EntityView } from './entity-columns.js';
import { tenantQuery } from './prepared-query.js';

const PumpSchema = defineEntity({
  name: 'Pump',
  tableName: 'pumps',
  properties: {
    id: p.uuid().primary(),
    addressLine1: p.string().nullable(),
    installedOn: p.date().nullable(),
    lastSeenAt: p.datetime().nullable(),
    latitude: p.decimal('number').nullable(),
    price: p.decimal(),
    createdById: p.uuid().fieldName('created_by'),
  },
});
type PumpTable = EntityTable<typeof PumpSchema, 'latitude'>;

const columns = entityColumns(PumpSchema, 'x');
const row: EntityView<typeof PumpSchema> = {
  id: '1',
  addressLine1: null,
  installedOn: '2026-11-22',
  lastSeenAt: '2026-11-22 10:00:00.5+00',
  latitude: 53.5,
  price: '12.50',
  createdById: '2',
};

it('selects each property of the entity under its own name', () => {
  const query = tenantQuery<{ pumps: PumpTable }>()((db) => db.selectFrom('pumps as x').select(columns.select));
  expect(query.bind('t', {}).text).toBe(
    'select "x"."id" as "id", "x"."address_line1" as "addressLine1", "x"."installed_on" as "installedOn", ' +
      '"x"."last_seen_at" as "lastSeenAt", "x"."latitude"::float8 as "latitude", "x"."price" as "price", ' +
      '"x"."created_by" as "createdById" from "t"."pumps" as "x"',
  );
  const selected: (typeof query)['row'] = row;
  expect(Object.keys(selected)).toHaveLength(columns.select.length);
});

it('writes times as the API does and leaves every other value as it is', () => {
  expect(columns.view({ ...row })).toEqual({ ...row, lastSeenAt: '2026-11-22T10:00:00.500Z' });
  expect(columns.view({ ...row, lastSeenAt: null }).lastSeenAt).toBeNull();
});

it('types the table by its columns, with times and decimals as text', () => {
  const table: PumpTable = {
    id: '1',
    address_line1: null,
    installed_on: '2026-11-22',
    last_seen_at: '2026-11-22 10:00:00.5+00',
    latitude: '53.5',
    price: '12.50',
    created_by: '2',
  };
  // @ts-expect-error a number is not what the database gives
  const wrong: PumpTable = { ...table, latitude: 53.5 };
  expect(wrong).not.toEqual(table);
});
