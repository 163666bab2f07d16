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
    secret: p.string().hidden(),
  },
});
class Pump extends PumpSchema.class {}
PumpSchema.setClass(Pump);
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

it('selects each property of the entity under its own name, but the hidden ones', () => {
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
    secret: 'x',
  };
  // @ts-expect-error a number is not what the database gives
  const wrong: PumpTable = { ...table, latitude: 53.5 };
  expect(wrong).not.toEqual(table);
});

it('selects some of the columns, where a read wants no more', () => {
  const some = entityColumns(PumpSchema, 'x', ['price', 'lastSeenAt']);
  const query = tenantQuery<{ pumps: PumpTable }>()((db) => db.selectFrom('pumps as x').select(some.select));
  const selected: (typeof query)['row'] = { price: '12.50', lastSeenAt: null };
  expect(query.bind('t', {}).text).toBe(
    'select "x"."last_seen_at" as "lastSeenAt", "x"."price" as "price" from "t"."pumps" as "x"',
  );
  expect(some.view({ ...selected, lastSeenAt: row.lastSeenAt }).lastSeenAt).toBe('2026-11-22T10:00:00.500Z');
});

it('makes the row of an entity that a read would give, in the order of the columns', () => {
  const pump = Object.assign(new Pump(), {
    secret: 'x',
    price: '12.50',
    latitude: 53.5,
    lastSeenAt: new Date('2026-11-22T10:00:00.500Z'),
    installedOn: '2026-11-22',
    createdById: '2',
    id: '1',
  });
  expect(JSON.stringify(columns.rowOf(pump))).toBe(JSON.stringify(columns.view({ ...row })));
});
