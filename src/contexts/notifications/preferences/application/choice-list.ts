import { invalidFields } from '#libs/kernel';

/** Absent keeps; null has the choice of the account, or the usual one, count again. */
export interface TypeChoice {
  readonly type: string;
  readonly inApp?: boolean | null | undefined;
  readonly email?: boolean | null | undefined;
}

/** As the statements take them. @throws DomainError 422 for a type that is named twice */
export function choicesIn(given: readonly TypeChoice[]): string {
  const names = given.map(({ type }) => type);
  const faults = names.flatMap((name, index) => {
    const detail = `${name} is named twice`;
    return names.indexOf(name) < index
      ? [{ pointer: `/choices/${index}/type`, code: 'field.duplicate_items' as const, detail }]
      : [];
  });
  if (faults.length > 0) throw invalidFields(faults);
  const choices = given.flatMap(({ type, inApp, email }) => [
    { type, channel: 'in_app', isEnabled: inApp },
    { type, channel: 'email', isEnabled: email },
  ]);
  return JSON.stringify(choices.filter(({ isEnabled }) => isEnabled !== undefined));
}
