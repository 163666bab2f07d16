import type { EntityComparator, EntityMetadata, EntityProperty } from '@mikro-orm/core';
import { helper } from '@mikro-orm/core';
import { pullEvents, type DomainEvent } from '#libs/kernel';
import { staleError } from './constraint-rules.js';
import { mustChange } from './must-change.js';
import { statementName } from '../statements/prepared-query.js';
import type { Statement } from '../statements/statement.js';

export type ChangeKind = 'create' | 'update' | 'delete';

/** The change of one row by a commit, from which SQL, audit entry and events are made. */
export interface Change {
  readonly kind: ChangeKind;
  readonly entity: object;
  readonly table: string;
  readonly id: string;
  /** By property; for an update only the changed ones. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly events: readonly DomainEvent[];
}

type Row = Record<string, unknown>;

/** The state of an entity as the database stores it, by property. */
function snapshot(comparator: EntityComparator, entity: object): Row {
  return comparator.prepareEntity(entity);
}

export function metadataOf(entity: object): EntityMetadata {
  return helper(entity).__meta as EntityMetadata;
}

/** Compares an entity with its loaded state; null when a loaded entity has neither changed nor recorded an event. */
export function detectChange(comparator: EntityComparator, entity: object, now: Date): Change | null {
  const meta = metadataOf(entity);
  const original = helper(entity).__originalEntityData as Row | undefined;
  if (!original) initialise(meta, entity as Row, now);
  let after = snapshot(comparator, entity);
  const events = pullEvents(entity);
  const common = { entity, table: meta.tableName, id: String((entity as Row)['id']), events };
  if (!original) return { ...common, kind: 'create', before: {}, after };
  let changed = differing(original, after);
  if (changed.length === 0 && events.length === 0) return null;
  stamp(meta, entity as Row, 'updatedAt', now);
  after = snapshot(comparator, entity);
  changed = differing(original, after);
  return { ...common, kind: 'update', before: pick(original, changed), after: pick(after, changed) };
}

export function removalOf(comparator: EntityComparator, entity: object): Change {
  const { tableName } = metadataOf(entity);
  const before = snapshot(comparator, entity);
  return {
    kind: 'delete',
    entity,
    table: tableName,
    id: String(before['id']),
    before,
    after: {},
    events: pullEvents(entity),
  };
}

function initialise(meta: EntityMetadata, entity: Row, now: Date): void {
  if (entity['createdAt'] === undefined) stamp(meta, entity, 'createdAt', now);
  stamp(meta, entity, 'updatedAt', now);
  for (const { name, onCreate, default: preset } of meta.props) {
    const make = onCreate as ((entity: object) => unknown) | undefined;
    if (entity[name] !== undefined) continue;
    const value = make ? make(entity) : preset;
    if (value !== undefined && value !== null) entity[name] = value;
  }
}

/** Uses the database's clock for all processes, because clients query lists by time of change. */
function stamp(meta: EntityMetadata, entity: Row, name: 'createdAt' | 'updatedAt', now: Date): void {
  if (name in meta.properties) entity[name] = now;
}

function differing(before: Row, after: Row): string[] {
  return Object.keys(after).filter((name) => !same(before[name], after[name]));
}

function same(a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b);
}

function pick(row: Row, names: readonly string[]): Row {
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}

/** The statement for the change. For a versioned row it fails as stale when the version in the database is another one. */
export function changeStatement(change: Change, schema: string): Statement {
  const meta = metadataOf(change.entity);
  if (change.kind === 'create') return insertStatement(meta, change.after, schema);
  const version = meta.versionProperty ? Number((change.entity as Row)[meta.versionProperty]) : undefined;
  return change.kind === 'update'
    ? updateStatement(meta, change, version, schema)
    : deleteStatement(meta, change, version, schema);
}

function insertStatement(meta: EntityMetadata, row: Row, schema: string): Statement {
  const props = Object.keys(row).map((name) => propertyOf(meta, name));
  const columns = props.map(columnOf).join(', ');
  const text = `insert into ${tableOf(meta, schema)} (${columns}) values (${props.map((_, i) => `$${i + 1}`).join(', ')})`;
  return { name: statementName(text), text, values: props.map((prop) => row[prop.name]), writes: true };
}

function updateStatement(meta: EntityMetadata, change: Change, version: number | undefined, schema: string): Statement {
  const props = Object.keys(change.after).map((name) => propertyOf(meta, name));
  const sets = props.map((prop, i) => `${columnOf(prop)} = $${i + 2}`);
  const values: unknown[] = [change.id, ...props.map((prop) => change.after[prop.name])];
  if (version === undefined) {
    const text = `update ${tableOf(meta, schema)} set ${sets.join(', ')} where id = $1`;
    return { text, values, writes: true };
  }
  sets.push(`version = version + 1`);
  values.push(version);
  const update = `update ${tableOf(meta, schema)} set ${sets.join(', ')} where id = $1 and version = $${values.length} returning 1`;
  return mustChange({ text: update, values }, staleError);
}

function deleteStatement(meta: EntityMetadata, change: Change, version: number | undefined, schema: string): Statement {
  const removal = `delete from ${tableOf(meta, schema)} where id = $1`;
  if (version === undefined) return { text: removal, values: [change.id], writes: true };
  return mustChange({ text: `${removal} and version = $2 returning 1`, values: [change.id, version] }, staleError);
}

function propertyOf(meta: EntityMetadata, name: string): EntityProperty {
  return (meta.properties as Record<string, EntityProperty>)[name]!;
}

function columnOf(prop: EntityProperty): string {
  return `"${prop.fieldNames[0]!}"`;
}

function tableOf(meta: EntityMetadata, schema: string): string {
  return `"${schema}"."${meta.tableName}"`;
}

/** Resets the entity's loaded state after the commit, so that it can be changed and committed again. */
export function markWritten(comparator: EntityComparator, change: Change): void {
  const meta = metadataOf(change.entity);
  const version = meta.versionProperty;
  if (version && change.kind === 'update')
    (change.entity as Row)[version] = Number((change.entity as Row)[version]) + 1;
  helper(change.entity).__originalEntityData = snapshot(comparator, change.entity);
}
