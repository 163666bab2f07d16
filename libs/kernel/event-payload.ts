/** A member of what an event says: its JSON Schema for those who receive it, and its type for the code that makes it. */
export interface Fact<T, Optional extends boolean = false> {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly isOptional: Optional;
  /** For the compiler only. */
  readonly '~type': T;
}

export type Facts = Readonly<Record<string, Fact<unknown, boolean>>>;

type TypeOf<F> = F extends Fact<infer T, boolean> ? T : never;

/** The type of a payload, from its definition. */
export type PayloadOf<F extends Facts> = {
  readonly [Name in keyof F as F[Name]['isOptional'] extends true ? never : Name]: TypeOf<F[Name]>;
} & { readonly [Name in keyof F as F[Name]['isOptional'] extends true ? Name : never]?: TypeOf<F[Name]> };

type Described = (description: string, example: string) => Fact<string>;

const fact = <T>(schema: object): Fact<T> => ({ schema, isOptional: false }) as unknown as Fact<T>;
const described =
  (schema: object): Described =>
  (description, example) =>
    fact({ ...schema, description, example });

/** Kinds of members of payloads. Events are stored as JSON, so there are no others. */
export const facts = {
  text: described({ type: 'string' }),
  uuid: (description: string): Fact<string> => fact({ type: 'string', format: 'uuid', description }),
  /** RFC 3339, UTC */
  dateTime: described({ type: 'string', format: 'date-time' }),
  integer: (description: string, example: number): Fact<number> =>
    fact({ type: 'integer', format: 'int32', description, example }),
  /** For sums such as bytes. */
  long: (description: string, example: number): Fact<number> =>
    fact({ type: 'integer', format: 'int64', description, example }),
  boolean: (description: string, example: boolean): Fact<boolean> => fact({ type: 'boolean', description, example }),
  list: <T>({ schema: items }: Fact<T>, description: string): Fact<readonly T[]> =>
    fact({ type: 'array', items, description }),
  nullable: <T>({ schema }: Fact<T>): Fact<T | null> => fact({ ...schema, type: [schema['type'], 'null'] }),
  /** Absent from events of earlier releases. */
  optional: <T>({ schema }: Fact<T>): Fact<T, true> => ({ schema, isOptional: true }) as unknown as Fact<T, true>,
};

/** The JSON Schema of a payload. Receivers ignore members that they do not know, so later releases may add some. */
export function payloadSchema(payload: Facts): Record<string, unknown> {
  const members = Object.entries(payload);
  return {
    type: 'object',
    properties: Object.fromEntries(members.map(([name, { schema }]) => [name, schema])),
    required: members.filter(([, { isOptional }]) => !isOptional).map(([name]) => name),
  };
}
