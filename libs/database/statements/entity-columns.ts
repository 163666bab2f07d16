import { DateTimeType, DecimalType, UnderscoreNamingStrategy, type InferEntity } from '@mikro-orm/core';
import type { EntitySchemaWithMeta, InferEntityProperties, InferKyselyTable } from '@mikro-orm/postgresql';
import { sql, type AliasedRawBuilder } from 'kysely';
import { isoUtc } from './iso-time.js';

type AsText<Value, Kind> = Value extends Kind ? string : Value;

/**
 * An entity's table for Kysely, in which times are text.
 * @typeParam Decimals columns that are numbers in the entity, but decimals and therefore text in the table
 */
export type EntityTable<Schema extends EntitySchemaWithMeta, Decimals extends string = never> = {
  [Column in keyof InferKyselyTable<Schema>]: AsText<
    InferKyselyTable<Schema>[Column],
    Column extends Decimals ? number : Date
  >;
};

type Properties<Schema extends EntitySchemaWithMeta> = InferKyselyTable<Schema, { columnNamingStrategy: 'property' }>;

/** Names of the properties that are not `hidden()`. */
type Shown<Schema extends EntitySchemaWithMeta> = keyof {
  [
    Name in keyof Properties<Schema> as InferEntityProperties<Schema>[Name] extends { '~options': { hidden: true } }
      ? never
      : Name
  ]: true;
};

/** An entity in responses of the API: its properties, with times as text. */
export type EntityView<Schema extends EntitySchemaWithMeta> = {
  [Name in Shown<Schema> & keyof Properties<Schema>]: AsText<Properties<Schema>[Name], Date>;
};

/** The columns of an entity, named like its properties, which are those of the API; without `hidden()` ones. */
export interface EntityColumns<View, Entity = object> {
  readonly select: { [Name in keyof View & string]: AliasedRawBuilder<View[Name], Name> }[keyof View & string][];
  /** Converts times to the format of the API. It changes the row in place, since a row is read for one response only. */
  readonly view: <Row extends View>(row: Row) => Row;
  /** The row as a read after the commit would return it, without the read. */
  readonly rowOf: (entity: Entity) => View;
}

interface Property {
  readonly type?: unknown;
  readonly fieldName?: string;
  readonly hidden?: boolean;
}

const naming = new UnderscoreNamingStrategy();

/**
 * @param alias the alias of the table in the query
 * @param only a part of the columns; all by default
 */
export function entityColumns<
  Schema extends EntitySchemaWithMeta,
  Name extends keyof EntityView<Schema> = keyof EntityView<Schema>,
>(
  schema: Schema,
  alias: string,
  only?: readonly Name[],
): EntityColumns<Pick<EntityView<Schema>, Name>, InferEntity<Schema>> {
  const all = Object.entries(schema.meta.properties as Record<string, Property>);
  const properties = all.filter(([name, { hidden }]) => (only ? only.includes(name as Name) : !hidden));
  const times = properties.filter(([, { type }]) => type === DateTimeType).map(([name]) => name);
  return {
    select: properties.map(([name, property]) => selected(alias, name, property)) as never,
    view: (row) => {
      const values = row as Record<string, string | null>;
      for (const time of times) values[time] = isoUtc(values[time]!);
      return row;
    },
    rowOf: (entity) => {
      const values = entity as Record<string, unknown>;
      return Object.fromEntries(properties.map(([name]) => [name, rowValue(values[name])])) as never;
    },
  };
}

function selected(alias: string, name: string, { type, fieldName }: Property) {
  const column = sql.ref(`${alias}.${fieldName ?? naming.propertyToColumnName(name)}`);
  const isNumber = type instanceof DecimalType && type.mode === 'number';
  return (isNumber ? sql`${column}::float8` : column).as(name);
}

function rowValue(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : (value ?? null);
}
