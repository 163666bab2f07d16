import 'reflect-metadata';
import type { FieldError, FieldErrorCode, Refusal } from '#libs/kernel';
import type { DtoClass } from './dto-reader.js';

type Body = Readonly<Record<string, unknown>>;
type JsonSchema = Readonly<Record<string, unknown>>;

/** A rule across several fields of a body, which validates a body and adds itself to the API document. */
export interface BodyRule {
  /** For people, in the description of the schema. */
  readonly sentence: string;
  /** A schema that bodies match which break the rule. Generators of clients ignore `if` and `not`, but not `anyOf` and `oneOf`. */
  readonly broken: JsonSchema;
  readonly faultsOf: (body: Body) => FieldError[];
  /** Fields to leave out of examples, which must satisfy the rule. */
  readonly hiddenInExamples: readonly string[];
  /** Optional fields that examples need to satisfy the rule. */
  readonly needed: readonly string[];
}

const RULES = Symbol('body rules');
const DEFAULTS = Symbol('defaults');
const OPTIONAL = Symbol('optional body');

export function bodyRulesOf(type: DtoClass): readonly BodyRule[] {
  return (Reflect.getMetadata(RULES, type) ?? []) as readonly BodyRule[];
}

/** Values of absent fields, for the document only: the domain applies them, since it also has other callers. */
export function defaultsOf(type: DtoClass): Body {
  return (Reflect.getMetadata(DEFAULTS, type) ?? {}) as Body;
}

/** `@Defaults(workOrderDefaults)`, on the class of a body that creates something. */
export function Defaults(values: Body): ClassDecorator {
  return (type) => Reflect.defineMetadata(DEFAULTS, values, type);
}

/** A request without this body means the same as one with `{}`: for actions that took none before. */
export function OptionalBody(): ClassDecorator {
  return (type) => Reflect.defineMetadata(OPTIONAL, true, type);
}

export function isOptionalBody(type: DtoClass): boolean {
  return Reflect.getMetadata(OPTIONAL, type) === true;
}

/** At least one of the fields is given and not null. */
export function AtLeastOne(...names: readonly string[]): ClassDecorator {
  const detail = `one of ${names.join(' and ')} is required`;
  return withRule({
    sentence: `One of ${quoted(names)} is required.`,
    broken: { properties: Object.fromEntries(names.map((name) => [name, absent])) },
    faultsOf: (body) => (names.some((name) => isGiven(body, name)) ? [] : faults(names, 'field.required', detail)),
    needed: names.slice(0, 1),
  });
}

/** At most one of two fields is given; null counts as absent. */
export function AtMostOne(
  [first, second]: readonly [string, string],
  { code, detail }: Pick<Refusal, 'code' | 'detail'>,
): ClassDecorator {
  return withRule({
    sentence: `${quoted([first, second])} exclude each other.`,
    broken: bothOf(given(first), given(second)),
    faultsOf: (body) => (isGiven(body, first) && isGiven(body, second) ? faults([second], code, detail) : []),
    hiddenInExamples: [second],
  });
}

/** Either all fields are given or none. */
export function Together(
  [first, second]: readonly [string, string],
  { code, detail }: Pick<Refusal, 'code' | 'detail'>,
): ClassDecorator {
  return withRule({
    sentence: `${quoted([first, second])} are given together or not at all.`,
    broken: { anyOf: [bothOf(given(first), missing(second)), bothOf(given(second), missing(first))] },
    faultsOf: (body) => {
      const lacking = [first, second].filter((name) => !isGiven(body, name));
      return lacking.length === 1 ? faults(lacking, code, detail) : [];
    },
  });
}

/**
 * A field that is required when another one has this value. Only documents it: the domain refuses its absence with a problem of its own.
 */
export function NeededWith(name: string, [other, value]: readonly [string, string]): ClassDecorator {
  return withRule({
    sentence: `${quoted([name])} is required when \`${other}\` is \`${value}\`.`,
    broken: bothOf({ required: [other], properties: { [other]: { const: value } } }, missing(name)),
    faultsOf: () => [],
  });
}

function withRule(given: Partial<BodyRule> & Omit<BodyRule, 'hiddenInExamples' | 'needed'>): ClassDecorator {
  const rule = { hiddenInExamples: [], needed: [], ...given };
  return (type) => {
    const rules = bodyRulesOf(type as unknown as DtoClass);
    Reflect.defineMetadata(RULES, [rule, ...rules], type);
  };
}

const absent = { type: 'null' };
const given = (name: string): JsonSchema => ({ required: [name], properties: { [name]: { not: absent } } });
const missing = (name: string): JsonSchema => ({ properties: { [name]: absent } });
const bothOf = (a: JsonSchema, b: JsonSchema): JsonSchema => ({
  required: [...((a['required'] ?? []) as string[]), ...((b['required'] ?? []) as string[])],
  properties: { ...(a['properties'] as object), ...(b['properties'] as object) },
});

const isGiven = (body: Body, name: string): boolean => body[name] !== undefined && body[name] !== null;
const faults = (names: readonly string[], code: FieldErrorCode, detail: string): FieldError[] =>
  names.map((name) => ({ pointer: `/${name}`, code, detail }));
const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' and ');
