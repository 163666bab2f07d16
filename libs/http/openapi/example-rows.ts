import type { Operation } from './complete-operation.js';
import { sampleOf, type Schema, type Schemas } from './sample.js';

type Located = readonly [path: string, method: string, operation: Operation];
type Answers = Record<string, { content?: Record<string, { schema?: Schema }> } | undefined>;

/** Ids that examples name: by the address of their collection, and by the names of fields that hold them. */
export type ExampleRows = ReadonlyMap<string, string>;

/** What the reads of single resources show: other operations speak of the same rows. */
export function exampleRows(operations: readonly Located[], schemas: Schemas): ExampleRows {
  const rows = new Map<string, string>();
  for (const [path, method, { responses }] of operations) {
    if (method !== 'get' || !path.endsWith('/{id}')) continue;
    const { id, ...others } = shownBy(responses as Answers, schemas);
    if (typeof id === 'string') rows.set(collectionOf(path), id);
    for (const [name, value] of Object.entries(others))
      if (name.endsWith('Id') && typeof value === 'string' && !rows.has(name)) rows.set(name, value);
  }
  return rows;
}

/** `/v1/facilities/{id}/buildings` is called on one of `/v1/facilities`. */
export function collectionOf(path: string): string {
  return path.split('/{id}', 1)[0]!;
}

function shownBy(answers: Answers, schemas: Schemas): Record<string, unknown> {
  const schema = answers['200']?.content?.['application/json']?.schema;
  return (schema && (sampleOf(schema, schemas) as Record<string, unknown> | undefined)) ?? {};
}
