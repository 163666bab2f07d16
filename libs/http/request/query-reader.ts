import { refuse, type DomainError, type FieldError } from '#libs/kernel';
import {
  fault,
  fieldsOf,
  pointerTo,
  readDto,
  collectFaults,
  unknownField,
  type DtoClass,
  type ValueKind,
} from '../fields/index.js';
import { invalidParameter, repeatedParameter, unknownParameter } from '../problem/request-problems.js';

/**
 * Validates query parameters: the text of each becomes what a JSON body would contain, then the rules of bodies apply.
 * @throws DomainError 400 with every fault; there is no 422 for parameters
 */
export function readQuery<T extends object>(type: DtoClass<T>, query: Readonly<Record<string, string | string[]>>): T {
  const { dto, faults, note } = collectFaults((noted) => readParameters(type, query, noted));
  if (dto && faults.length === 0) return dto;
  throw refused(faults.map(asParameter), note);
}

function readParameters<T extends object>(
  type: DtoClass<T>,
  query: Readonly<Record<string, string | string[]>>,
  faults: FieldError[],
): T {
  const fields = fieldsOf(type);
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(query)) {
    const kind = fields.get(name)?.rule.kind;
    const text = joinValues(query[name]!, kind);
    if (text !== undefined) values[name] = kind?.fromText?.(text) ?? text;
    else fault(faults, pointerTo('', name), repeatedParameter.code, 'must be given once');
  }
  // further faults would depend on which of the values is meant
  return faults.length > 0 ? (values as T) : withoutDoubles(readDto(type, values, '', faults));
}

/** Clients write several values as `a=1,2`, as `a=1&a=2`, or both: all mean one list. */
function joinValues(given: string | readonly string[], kind: ValueKind | undefined): string | undefined {
  if (typeof given === 'string') return given;
  return kind?.isList ? given.join(',') : undefined;
}

/** A duplicate value in a list has no effect. */
function withoutDoubles<T extends object>(dto: T): T {
  const members = dto as Record<string, unknown>;
  for (const name in members) {
    const value = members[name];
    if (Array.isArray(value)) members[name] = [...new Set<unknown>(value)];
  }
  return dto;
}

function asParameter(error: FieldError): FieldError {
  return error.code === unknownField.code
    ? { ...error, code: unknownParameter.code, detail: 'is not a parameter here' }
    : error;
}

function refused(errors: readonly FieldError[], note: string): DomainError {
  const refusal =
    [unknownParameter, repeatedParameter].find(({ code }) => errors.some((error) => error.code === code)) ??
    invalidParameter;
  return refuse(refusal, { detail: `${refusal.detail}${note}`, errors });
}
