import type { DtoClass } from '../fields/index.js';
import { answerExample } from './answer-example.js';
import { bodyExamples, requiredOf, sentBody, type Members } from './body-examples.js';
import type { Operation, Parameter } from './complete-operation.js';
import { collectionOf, type ExampleRows } from './example-rows.js';
import { sampleOf, type Schema, type Schemas } from './sample.js';

interface MediaType {
  schema?: Schema;
  example?: unknown;
  examples?: unknown;
}

export interface ExampleSources {
  readonly schemas: Schemas;
  readonly rows: ExampleRows;
  /** The class of the body, where the operation takes one. */
  readonly body: DtoClass | undefined;
}

/** Gives each parameter, body and answer an example, unless it has one: what a client sends and gets, seen at a glance. */
export function addExamples(operation: Operation, [path, method]: [string, string], sources: ExampleSources): void {
  const { 'x-example': own = {} } = operation;
  delete operation['x-example'];
  const row = own.row ?? sources.rows.get(collectionOf(path));
  for (const parameter of operation.parameters ?? []) exemplifyParameter(parameter, row, sources);
  const body = exemplifyBody(operation, sources, own.sends);
  const shown = { method, body, row: own.row, shows: own.shows };
  for (const [status, response] of Object.entries(operation.responses))
    for (const media of Object.values((response as { content?: Record<string, MediaType> }).content ?? {})) {
      const always = media.schema && requiredOf(media.schema, sources.schemas);
      exemplify(media, sources.schemas, (sample) => answerExample(sample, { ...shown, status, always }));
    }
}

function exemplifyParameter(parameter: Parameter, row: string | undefined, { schemas, rows }: ExampleSources): void {
  if (parameter.in === 'path' && parameter.name === 'id' && row) parameter.example = row;
  if (parameter.required) return exemplify(parameter, schemas);
  const known = rows.get(parameter.name);
  if (known && parameter.schema?.format === 'uuid') parameter.schema.example ??= known;
  addFilterExample(parameter.schema, schemas);
}

function exemplifyBody(
  { requestBody }: Operation,
  { body, schemas }: ExampleSources,
  sends: Members = {},
): Members | undefined {
  const media = requestBody?.content?.['application/json'] as MediaType | undefined;
  if (!body || !media?.schema) return undefined;
  const examples = bodyExamples(body, media.schema, schemas, sends);
  if ('only' in examples) media.example = examples.only;
  else media.examples = examples;
  return sentBody(examples);
}

function exemplify(holder: MediaType, schemas: Schemas, finish: (sample: unknown) => unknown = (same) => same): void {
  const { schema, example, examples } = holder;
  if (!schema || example !== undefined || examples !== undefined) return;
  const sample = finish(sampleOf(schema, schemas));
  if (sample !== undefined) holder.example = sample;
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
