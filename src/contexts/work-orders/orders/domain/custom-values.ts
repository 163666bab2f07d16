/** Values under names of the account's own. */
export type CustomValues = Readonly<Record<string, unknown>>;

/** In the order in which the database keeps them, so that an answer to a change is equal to a later read: shorter names first. */
export function inStoredOrder(values: CustomValues): CustomValues {
  const named = Object.entries(values).map(([name, value]) => ({ name, value, bytes: new TextEncoder().encode(name) }));
  named.sort((a, b) => a.bytes.length - b.bytes.length || compare(a.bytes, b.bytes));
  return Object.fromEntries(named.map(({ name, value }) => [name, value]));
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
