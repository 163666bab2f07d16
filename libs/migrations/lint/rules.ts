import type { LintedStatement } from './statement.js';

export interface LintRule {
  readonly name: string;
  readonly message: string;
  broken(statement: LintedStatement): boolean;
}

const matching =
  (pattern: RegExp) =>
  ({ text }: LintedStatement): boolean =>
    pattern.test(text);

/** For statements that are a fault only on tables that may have rows. */
const onExisting =
  (broken: (action: string) => boolean) =>
  ({ existingTable, actions }: LintedStatement): boolean =>
    existingTable !== undefined && actions.some(broken);

const addsColumn = (action: string): boolean =>
  /^add /.test(action) && !/^add (constraint|primary|unique|foreign|check|exclude)\b/.test(action);

const VOLATILE_DEFAULT = /\bdefault\b.*\b(gen_random_uuid|uuidv\d|random|clock_timestamp|timeofday|nextval)\s*\(/;

const rewrites = (action: string): boolean =>
  /^alter (column )?\S+ (set data )?type\b/.test(action) ||
  /^set (tablespace|logged|unlogged|access method)\b/.test(action) ||
  (addsColumn(action) && (/\bgenerated always as \(/.test(action) || VOLATILE_DEFAULT.test(action)));

function leavesInvalidIndex({ text, earlier }: LintedStatement): boolean {
  const name = /^create (?:unique )?index concurrently (?:if not exists )?"?(\w+)/.exec(text)?.[1];
  return (
    name !== undefined &&
    !earlier.some((other) => new RegExp(`^drop index concurrently if exists "?${name}\\b`).test(other))
  );
}

export const lintRules: readonly LintRule[] = [
  {
    name: 'rename',
    message: 'A rename breaks the release that is still running. Add the new one, fill it, drop the old one later.',
    broken: matching(/^alter .*\brename\b/),
  },
  {
    name: 'serial',
    message:
      'Identity belongs into CREATE TABLE: adding it later rewrites the table and is not possible when it is distributed.',
    broken: ({ actions }) =>
      actions.some((action) => addsColumn(action) && /\b(small|big)?serial\b|\bas identity\b/.test(action)) ||
      actions.some((action) => /^alter (column )?\S+ add generated\b/.test(action)),
  },
  {
    name: 'not-null',
    message: 'NOT NULL needs a DEFAULT on a table that has rows.',
    broken: onExisting(
      (action) => addsColumn(action) && /\bnot null\b/.test(action) && !/\bdefault\b|\bgenerated\b/.test(action),
    ),
  },
  {
    name: 'set-not-null',
    message:
      'SET NOT NULL reads the whole table under its strongest lock. Add a CHECK … NOT VALID and validate it first.',
    broken: onExisting((action) => /^alter (column )?\S+ set not null\b/.test(action)),
  },
  {
    name: 'rewrite',
    message:
      'This writes the whole table anew under its strongest lock. Add a column, fill it in batches, switch over.',
    broken: (statement) => onExisting(rewrites)(statement) || /^(cluster|vacuum full)\b/.test(statement.text),
  },
  {
    name: 'blocking-constraint',
    message:
      'Checks every row under a lock. Add it NOT VALID and validate it in a step of its own (keys: USING INDEX).',
    broken: onExisting(
      (action) =>
        /^add (constraint \S+ )?(foreign key|check|primary key|unique|exclude)\b/.test(action) &&
        !/\bnot valid\b|\busing index\b/.test(action),
    ),
  },
  {
    name: 'blocking-index',
    message: 'Nobody can write while this runs: CREATE INDEX CONCURRENTLY in a file with "-- transaction: none".',
    broken: ({ text, existingTable }) =>
      existingTable !== undefined && /^create (unique )?index (?!concurrently)/.test(text),
  },
  {
    name: 'concurrently-in-transaction',
    message: 'PostgreSQL refuses CONCURRENTLY inside a transaction: begin the file with "-- transaction: none".',
    broken: ({ text, transactional }) => transactional && /\bindex concurrently\b/.test(text),
  },
  {
    name: 'half-index',
    message: 'A killed run leaves an invalid index: DROP INDEX CONCURRENTLY IF EXISTS of the same name comes first.',
    broken: leavesInvalidIndex,
  },
  {
    name: 'unbatched-backfill',
    message: 'Fill in batches: a file with "-- transaction: none" and "-- batched" in front of the statement.',
    broken: ({ text, comments, existingTable, transactional }) =>
      existingTable !== undefined &&
      /^(with|update|delete)\b/.test(text) &&
      (transactional || !comments.includes('batched')),
  },
  {
    name: 'trigger',
    message: 'No triggers and rules: the application writes updated_at, history and audit where a reader can find it.',
    broken: matching(/^create (or replace )?(constraint |event )?(trigger|rule)\b/),
  },
  {
    name: 'primary-key',
    message: 'Every table has a primary key: it cannot be distributed or moved without.',
    broken: matching(/^create table(?!.*\b(primary key|including all|partition of)\b)/),
  },
  {
    name: 'unlogged',
    message: 'An unlogged table is empty after a crash and absent from copies of the database.',
    broken: matching(/^create unlogged\b/),
  },
  {
    name: 'enum',
    message: 'Use a CHECK constraint: types belong to one schema, and values of an enum cannot be taken away.',
    broken: matching(/^create (type|domain)\b/),
  },
  {
    name: 'qualified-name',
    message: 'Names stand alone; the runner says in which schema they are.',
    broken: matching(/\b(public|tenant_\w+)\."?\w|^set (local |session )?(search_path|role|schema)\b/),
  },
  {
    name: 'transaction-control',
    message: 'The runner begins and commits: the ledger must change together with the tables.',
    broken: matching(/^(begin|start transaction|commit|end|rollback|savepoint|release)\b/),
  },
  {
    name: 'numbered-name',
    message: 'A name that ends in _<digits> cannot be told from that of a shard.',
    broken: matching(/\b(constraint|index (concurrently )?(if not exists )?)\s*"?[a-z_]\w*_\d+\b(?="? )/),
  },
];
