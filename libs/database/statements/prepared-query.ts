import { createHash } from 'node:crypto';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Compilable,
} from 'kysely';
import { CollationSchema } from './collations.js';
import { CompiledSqlCache } from './compiled-sql-cache.js';
import { isWriting } from './is-writing.js';
import type { Statement } from './statement.js';

/** The placeholder of a value that is given at each run. */
export class Param {
  constructor(readonly name: string) {}
}

/** Creates the placeholder of a parameter, with the type of its value. */
export type Params<P> = <K extends keyof P & string>(name: K) => NonNullable<P[K]>;

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

export function placeholder<P>(): Params<P> {
  return ((name: string) => new Param(name)) as unknown as Params<P>;
}

interface CompiledForSchema {
  readonly name: string;
  readonly text: string;
  readonly parameters: readonly unknown[];
  readonly writes: boolean;
}

/** Each entry takes about 3 kB. */
const texts = new CompiledSqlCache<CompiledForSchema>(50_000);

/** Makes a statement from the values of one run. */
export interface Query<P, R> {
  /** The type of a row, for the compiler only. */
  readonly row: R;
  bind(schema: string, values: P): Statement;
}

/** A query that is compiled once per schema; each run only inserts its values. */
export class PreparedQuery<P, R> implements Query<P, R> {
  declare readonly row: R;
  private readonly compiled = new Map<string, CompiledForSchema>();

  constructor(private readonly build: (db: Kysely<never>) => Compilable<R>) {}

  /** @param schema is quoted by the compiler and never comes from a client */
  bind(schema: string, values: P): Statement {
    const { name, text, parameters, writes } = this.forSchema(schema);
    return { name, text, values: parameters.map((value) => resolve(value, values)), writes };
  }

  private forSchema(schema: string): CompiledForSchema {
    let compiled = this.compiled.get(schema);
    if (!compiled) {
      const db = compiler.withSchema(schema).withPlugin(new CollationSchema(schema));
      const { sql, parameters, query } = this.build(db as unknown as Kysely<never>).compile();
      compiled = { name: statementName(sql), text: sql, parameters, writes: isWriting(query) };
      texts.add(this.compiled, schema, compiled);
    }
    return compiled;
  }
}

/** A name derived from the text, so that the same text has the same name in every process. */
export function statementName(text: string): string {
  return `q_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
}

function resolve(value: unknown, values: unknown): unknown {
  if (!(value instanceof Param)) return value;
  return (values as Record<string, unknown>)[value.name] ?? null;
}

/**
 * A read without entities: typed SQL that returns plain rows.
 * @example const byId = tenantQuery<Tables, { id: string }>()((db, p) => db.selectFrom('tasks as t').selectAll().where('t.id', '=',
 * p('id')));
 */
export function tenantQuery<Tables, P = Record<never, never>>() {
  return <R>(build: (db: Kysely<Tables>, p: Params<P>) => Compilable<R>): PreparedQuery<P, R> =>
    new PreparedQuery<P, R>((db) => build(db as unknown as Kysely<Tables>, placeholder<P>()));
}

/** The same for the shared tables in `public`. */
export const platformQuery = tenantQuery;
