import { TextType } from '@mikro-orm/core';

interface Column {
  readonly '~options': object;
}

type Nullable<Columns> = {
  [Name in keyof Columns as Columns[Name] extends { '~options': { nullable: true } } ? Name : never]: null;
};

/** Null for each column that may be null: what a row is before anything is known of it. */
export function nullsOf<Columns extends Record<string, Column>>(columns: Columns): Nullable<Columns> {
  return Object.fromEntries(namesOf(columns, ({ nullable }) => nullable === true).map((name) => [name, null])) as never;
}

/** The columns of long text. */
export function textsOf(columns: Record<string, Column>): ReadonlySet<string> {
  return new Set(namesOf(columns, ({ type }) => type === TextType));
}

interface Options {
  readonly nullable?: boolean;
  readonly type?: unknown;
}

function namesOf(columns: Record<string, Column>, has: (options: Options) => boolean): string[] {
  return Object.keys(columns).filter((name) => has(columns[name]!['~options']));
}
