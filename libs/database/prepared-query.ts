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
import { CompiledTexts } from './compiled-texts.js';
import { isWriting } from './is-writing.js';
import type { Statement } from './statement.js';

/** Stands in a query for a value that each run gives. */
export class Param {
  constructor(readonly name: string) {}
}

/** Makes the placeholder of a parameter, typed as the value that will take its place. */
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

/** About 3 kB each. */
const texts = new CompiledTexts<CompiledForSchema>(50_000);

/** Makes a statement of the values of one run. */
export interface Query<P, R> {
  /** Known to the compiler only. */
  readonly row: R;
  bind(schema: string, values: P): Statement;
}

/** SQL compiled once per schema; a run only puts its values in place of the parameters. */
export class PreparedQuery<P, R> implements Query<P, R> {
  declare readonly row: R;
  private readonly compiled = new Map<string, CompiledForSchema>();

  constructor(private readonly build: (db: Kysely<never>) => Compilable<R>) {}

  /** @param schema quoted by the compiler, never part of a text that a client wrote */
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
      texts.keep(this.compiled, schema, compiled);
    }
    return compiled;
  }
}

/** Names by content: the same text has one name in every process, another text never shares it. */
export function statementName(text: string): string {
  return `q_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
}

function resolve(value: unknown, values: unknown): unknown {
  if (!(value instanceof Param)) return value;
  return (values as Record<string, unknown>)[value.name] ?? null;
}

/**
 * A read in one step: typed SQL to plain rows.
 * @example const byId = tenantQuery<Tables, { id: string }>()((db, p) => db.selectFrom('tasks as t').selectAll().where('t.id', '=', p('id')));
 */
export function tenantQuery<Tables, P = Record<never, never>>() {
  return <R>(build: (db: Kysely<Tables>, p: Params<P>) => Compilable<R>): PreparedQuery<P, R> =>
    new PreparedQuery<P, R>((db) => build(db as unknown as Kysely<Tables>, placeholder<P>()));
}

/** The same for the shared tables in `public`. */
export const platformQuery = tenantQuery;
