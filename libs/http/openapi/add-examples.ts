import type { Operation, Parameter } from './complete-operation.js';
import { sampleOf, type Schema, type Schemas } from './sample.js';

interface MediaType {
  schema?: Schema;
  example?: unknown;
  examples?: unknown;
}

/** Adds an example to each parameter, body and response without one, so that readers see what a client sends and gets. */
export function addExamples({ parameters = [], requestBody, responses }: Operation, schemas: Schemas): void {
  for (const parameter of parameters)
    if (parameter.required) addExample(parameter, schemas);
    else addFilterExample(parameter.schema, schemas);
  const bodies = [requestBody, ...Object.values(responses)] as ({ content?: Record<string, MediaType> } | undefined)[];
  for (const media of bodies.flatMap((body) => Object.values(body?.content ?? {}))) addExample(media, schemas);
}

function addExample(holder: MediaType | Parameter, schemas: Schemas): void {
  const { schema, example, examples } = holder as MediaType;
  if (!schema || example !== undefined || examples !== undefined) return;
  const sample = sampleOf(schema, schemas);
  if (sample !== undefined) (holder as MediaType).example = sample;
}

/**
 * For optional filters the example goes under `examples`: API consoles prefill requests from `example`, and a list with every filter filled
 * in finds nothing.
 */
function addFilterExample(schema: Schema | undefined, schemas: Schemas): void {
  if (!schema || schema.examples) return;
  const sample = sampleOf(schema, schemas);
  delete schema.example;
  if (sample !== undefined) schema.examples = [sample];
}
