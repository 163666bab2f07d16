/** Named values: one schema in the document, and so one type in a generated client, however many fields use it. */
export interface Enumeration<T extends string = string> {
  readonly name: string;
  readonly description: string;
  readonly values: readonly T[];
  /** Names of the values in generated clients, for values that are no identifiers, such as `-name`. */
  readonly constants?: readonly string[];
}

const declared = new Map<string, Enumeration>();

/** @throws Error when the name is taken by other values */
export function enumeration<T extends string>(given: Enumeration<T>): Enumeration<T> {
  const { name, values } = given;
  const known = declared.get(name);
  if (known && known.values.join() !== values.join())
    throw new Error(`Two enumerations are named ${name}: ${known.values.join(', ')} and ${values.join(', ')}.`);
  declared.set(name, given);
  return given;
}

/** As components of the document. */
export function enumerationSchemas(): Record<string, object> {
  return Object.fromEntries([...declared].map(([name, one]) => [name, enumerationSchema(one)]));
}

function enumerationSchema({ description, values, constants }: Enumeration): object {
  return { type: 'string', enum: values, description, ...(constants && { 'x-enum-varnames': constants }) };
}
