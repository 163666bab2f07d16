import { MikroORM, type EntityClass, type EntityMetadata } from '@mikro-orm/postgresql';
import type { EntitiesByContext } from './entity-map.js';

export interface MappedColumn {
  readonly family: string;
  readonly nullable: boolean;
}

export interface MappedTable {
  readonly context: string;
  readonly columns: ReadonlyMap<string, MappedColumn>;
}

/** Column types that differ only in length or precision are of one family; numbers of other sizes are not. */
const families: readonly (readonly [RegExp, string])[] = [
  [/^(character varying|varchar|text)(\(\d+\))?\[\]$/, 'texts'],
  [/^(character varying|varchar|text)(\(\d+\))?$/, 'text'],
  [/^(timestamptz|timestamp with time zone)(\(\d+\))?$/, 'moment'],
  [/^timestamp( without time zone)?(\(\d+\))?$/, 'local time'],
  [/^(int|int4|integer|smallint|int2)$/, 'integer'],
  [/^(bigint|int8)$/, 'big integer'],
  [/^numeric(\(\d+,\d+\))?$/, 'decimal'],
  [/^(bool|boolean)$/, 'boolean'],
];

export function familyOf(type: string): string {
  return families.find(([form]) => form.test(type))?.[1] ?? type;
}

/** The tables as the ORM maps them, by name; nothing connects to a database. */
export function mappedTables(contexts: EntitiesByContext): Map<string, MappedTable> {
  const entities = Object.values(contexts).flat();
  const orm = new MikroORM({ dbName: 'none', entities, discovery: { warnWhenNoEntities: false } });
  const tables = new Map<string, MappedTable>();
  for (const [context, own] of Object.entries(contexts)) {
    for (const entity of own) {
      const meta = orm.getMetadata().get(entity as EntityClass);
      tables.set(meta.tableName, { context, columns: columnsOf(meta) });
    }
  }
  return tables;
}

function columnsOf(meta: EntityMetadata): Map<string, MappedColumn> {
  const stored = meta.props.filter(({ persist, fieldNames }) => persist !== false && fieldNames?.length > 0);
  return new Map(
    stored.flatMap(({ fieldNames, columnTypes, nullable = false }) =>
      fieldNames.map((name, index) => [name, { family: familyOf(columnTypes[index] ?? ''), nullable }] as const),
    ),
  );
}
