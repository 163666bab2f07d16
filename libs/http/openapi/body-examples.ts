import { bodyExamplesOf, bodyRulesOf, type DtoClass } from '../fields/index.js';
import { sampleOf, type Schema, type Schemas } from './sample.js';

export type Members = Readonly<Record<string, unknown>>;

export interface NamedExample {
  readonly summary: string;
  readonly value: Members;
}

/** Of a body: the one example that there is, or the least that is taken and everything that is. */
export type BodyExamples = { readonly only: Members } | { readonly minimal: NamedExample; readonly full: NamedExample };

/** @param sends what takes the place of the examples of the class */
export function bodyExamples(type: DtoClass, schema: Schema, schemas: Schemas, sends: Members): BodyExamples {
  const { only, minimal, full } = bodyExamplesOf(type);
  if (only) return { only: { ...only, ...sends } };
  const all = { ...(sampleOf(schema, schemas) as Members), ...full, ...sends };
  const needed = neededNames(type, schema, schemas);
  const least = { ...onlyThose(all, (name) => needed.has(name)), ...minimal };
  // what takes nothing but what it needs, or needs nothing at all, has no two sizes
  if ([0, sizeOf(all)].includes(sizeOf(least))) return { only: all };
  return {
    minimal: { summary: 'Only what is needed', value: least },
    full: { summary: 'Everything that can be given', value: all },
  };
}

/** The fullest one, with which the answer that the document shows agrees. */
export function sentBody(examples: BodyExamples): Members {
  return 'only' in examples ? examples.only : examples.full.value;
}

export function onlyThose(members: Members, isWanted: (name: string) => boolean): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => isWanted(name)));
}

const sizeOf = (members: Members): number => Object.keys(members).length;

function neededNames(type: DtoClass, schema: Schema, schemas: Schemas): Set<string> {
  const required = requiredOf(schema, schemas) ?? [];
  return new Set([...required, ...bodyRulesOf(type).flatMap(({ needed }) => needed)]);
}

/** Of a schema that is referred to. */
export function requiredOf({ $ref = '' }: Schema, schemas: Schemas): readonly string[] | undefined {
  return schemas[$ref.slice($ref.lastIndexOf('/') + 1)]?.required;
}
