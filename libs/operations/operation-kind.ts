/** One kind of long work, with the types of its input and its result. */
export interface OperationKind<Input extends object, Result extends object> {
  /** `<noun>.<verb>`; stored with each operation, so never renamed while there are any. */
  readonly name: string;
  /** A run that takes longer counts as hanging and is stopped. */
  readonly timeLimitSeconds: number;
  readonly types?: { readonly input: Input; readonly result: Result };
}

const kinds = new Map<string, OperationKind<object, object>>();

const QUARTER_OF_AN_HOUR = 900;

/** Input and result are stored as JSON. The application does not start without a handler for the kind. */
export function defineOperation<Input extends object, Result extends object>(
  name: string,
  { timeLimitSeconds = QUARTER_OF_AN_HOUR } = {},
): OperationKind<Input, Result> {
  if (kinds.has(name)) throw new Error(`Two operations are called "${name}".`);
  const kind: OperationKind<Input, Result> = { name, timeLimitSeconds };
  kinds.set(name, kind);
  return kind;
}

export function definedOperations(): readonly OperationKind<object, object>[] {
  return [...kinds.values()];
}
