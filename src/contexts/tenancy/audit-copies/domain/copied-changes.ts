export interface LoggedChanges {
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

type Values = Readonly<Record<string, unknown>>;

/** Of the row, not of the account. */
const bookkeeping = new Set(['version', 'updatedAt']);

/** The changes of a tenant's row as its people know them: each setting by itself, where the row has them in one column. */
export function changesOfAccount({ before = {}, after = {} }: LoggedChanges): LoggedChanges {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (name) => !bookkeeping.has(name) && JSON.stringify(old[name] ?? null) !== JSON.stringify(now[name] ?? null),
  );
  const pick = (values: Values): Values => Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return { before: pick(old), after: pick(now) };
}

function valuesOf({ settings, ...values }: Values): Values {
  const stored: unknown = typeof settings === 'string' ? JSON.parse(settings) : settings;
  return { ...values, ...(stored as Values | undefined) };
}
