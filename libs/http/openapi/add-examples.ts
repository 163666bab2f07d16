import type { Operation, Parameter } from './complete-operation.js';
import { sampleOf, type Schema, type Schemas } from './sample.js';

interface MediaType {
  schema?: Schema;
  example?: unknown;
  examples?: unknown;
}

/** Gives each parameter, body and answer an example, unless it has one: what a client sends and gets, seen at a glance. */
export function addExamples({ parameters = [], requestBody, responses }: Operation, schemas: Schemas): void {
  for (const parameter of parameters)
    if (parameter.required) exemplify(parameter, schemas);
    else suggest(parameter.schema, schemas);
  const bodies = [requestBody, ...Object.values(responses)] as ({ content?: Record<string, MediaType> } | undefined)[];
  for (const media of bodies.flatMap((body) => Object.values(body?.content ?? {}))) exemplify(media, schemas);
}

function exemplify(holder: MediaType | Parameter, schemas: Schemas): void {
  const { schema, example, examples } = holder as MediaType;
  if (!schema || example !== undefined || examples !== undefined) return;
  const sample = sampleOf(schema, schemas);
  if (sample !== undefined) (holder as MediaType).example = sample;
}

/**
 * Of a filter that nobody has to use: under `examples`, because the pages that send requests fill in `example`, and a list that is asked for
 * every example at once finds nothing.
 */
function suggest(schema: Schema | undefined, schemas: Schemas): void {
  if (!schema || schema.examples) return;
  const sample = sampleOf(schema, schemas);
  delete schema.example;
  if (sample !== undefined) schema.examples = [sample];
}
