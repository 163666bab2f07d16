import { isFreeText, isUuid, presentSchema, typeOf, type Schema } from './schema.js';

/** Fields whose format the document does not describe, so the example is sent unchanged. */
const verbatim = /timezone$/i;

// Continues across stages, so that two of them use the same unique values.
let count = 0;

/** Valid values from the examples of the document; free text contains the marker and differs each time. */
export class Sampler {
  constructor(
    readonly marker: string,
    private readonly idOf: (field: string) => Promise<string>,
  ) {}

  async members(schema: Schema, names: readonly string[]): Promise<Record<string, unknown>> {
    const { properties = {} } = presentSchema(schema);
    const sampled: Record<string, unknown> = {};
    for (const name of names) sampled[name] = await this.value(name, properties[name]!);
    return sampled;
  }

  async value(name: string, schema: Schema): Promise<unknown> {
    const present = presentSchema(schema);
    if (isUuid(present)) return this.idOf(name);
    const type = typeOf(present);
    if (type === 'object') return present.properties ? this.members(present, present.required ?? []) : present.example;
    if (type === 'array') return this.array(name, present);
    if (type === 'string') return this.text(name, present);
    return present.example ?? present.minimum ?? (type === 'boolean' ? true : 1);
  }

  private async array(name: string, { items = {}, example }: Schema): Promise<unknown> {
    return example !== undefined && !isUuid(items) ? example : [await this.value(name, items)];
  }

  private text(name: string, schema: Schema): unknown {
    const { enum: values, format, example, maxLength = Infinity } = schema;
    if (format === 'email') return `${this.marker}-${++count}@example.com`;
    if (values) return example ?? values[0];
    if (!isFreeText(schema) || verbatim.test(name)) return example;
    const marked = `${typeof example === 'string' ? example : name} ${this.marker}-${++count}`;
    return marked.length <= maxLength ? marked : example;
  }
}
