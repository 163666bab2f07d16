/** Stored outside the entity, like its events, because the ORM maps every property of an entity. */
const pending = new WeakMap<object, object[]>();

/** Notes a row about a change of the machine, to be written together with it. */
export function noteRecord(equipment: object, row: object): void {
  pending.set(equipment, [...(pending.get(equipment) ?? []), row]);
}

/** Returns and clears the pending rows, to commit them with the machine. */
export function pullRecords(equipment: object): object[] {
  const rows = pending.get(equipment) ?? [];
  pending.delete(equipment);
  return rows;
}
