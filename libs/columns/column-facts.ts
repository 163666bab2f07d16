import { TextType } from '@mikro-orm/core';

interface Column {
  readonly '~options': object;
}

type Nullable<Columns> = {
  [Name in keyof Columns as Columns[Name] extends { '~options': { nullable: true } } ? Name : never]: null;
};

/** An object with null for each nullable column: a row without any values yet. */
export function nullsOf<Columns extends Record<string, Column>>(columns: Columns): Nullable<Columns> {
  return Object.fromEntries(namesOf(columns, ({ nullable }) => nullable === true).map((name) => [name, null])) as never;
}

/** The names of the columns of type text. */
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
