import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import {
  definedRefusals,
  invalidFields,
  invalidRequest,
  notFound,
  refuse,
  type DomainError,
  type FieldError,
  type Refusal,
} from '#libs/kernel';
import {
  isDtoClass,
  isOptionalBody,
  isPlainObject,
  readDto,
  collectFaults,
  unknownField,
  type DtoClass,
} from '../fields/index.js';
import { readQuery } from './query-reader.js';

/** The global pipe: bodies and queries become instances of their DTO class, or are refused with every fault in one response. */
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'body' && isDtoClass(metatype)) return readBody(metatype, value);
    if (type === 'query' && isDtoClass(metatype))
      return readQuery(metatype, value as Record<string, string | string[]>);
    if (type === 'param' && typeof value === 'string' && value.includes('\0')) throw notFound();
    return value;
  }
}

/** @throws DomainError 400 when fields are unknown, else 422 when values are wrong, or when there is no body. */
export function readBody<T extends object>(type: DtoClass<T>, body: unknown): T {
  if (body !== undefined && !isPlainObject(body)) {
    throw invalidFields([{ pointer: '', code: 'field.type', detail: 'must be an object' }]);
  }
  const { dto, faults, note } = collectFaults((noted) => readDto(type, body ?? {}, '', noted));
  if (body === undefined && faults.length === 0 && !isOptionalBody(type)) throw invalidFields([noBody]);
  if (dto && faults.length === 0) return dto;
  throw faults.some(({ code }) => code === unknownField.code)
    ? refused(unknownField, faults, note)
    : invalid(faults, note);
}

/** Where no field has to be there: a change of nothing is sent by mistake. */
const noBody: FieldError = { pointer: '', code: 'field.required', detail: 'is required, if only as {}' };

/** A single fault that is a refusal of its own is answered as that, as where the domain finds it. */
function invalid(faults: readonly FieldError[], note: string): DomainError {
  const own = faults.length === 1 && definedRefusals().find(({ code }) => code === faults[0]!.code);
  return own ? refuse(own, { errors: faults }) : refused(invalidRequest, faults, note);
}

function refused(refusal: Refusal, errors: readonly FieldError[], note: string): DomainError {
  return refuse(refusal, { detail: `${refusal.detail}${note}`, errors });
}
