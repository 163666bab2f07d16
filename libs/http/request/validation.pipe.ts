import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { DomainError, notFound, type FieldError } from '#libs/kernel';
import { isDtoClass, isPlainObject, readDto, readWhole, UNKNOWN_FIELD, type DtoClass } from '../fields/index.js';
import { readQuery } from './query-reader.js';

/** The global pipe: bodies and queries become instances of their DTO class, and every fault is named in one answer. */
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'body' && isDtoClass(metatype)) return readBody(metatype, value);
    if (type === 'query' && isDtoClass(metatype))
      return readQuery(metatype, value as Record<string, string | string[]>);
    if (type === 'param' && typeof value === 'string' && value.includes('\0')) throw notFound();
    return value;
  }
}

/** @throws DomainError 400 when fields are unknown, else 422 when values are wrong. No body is an empty one. */
export function readBody<T extends object>(type: DtoClass<T>, body: unknown): T {
  if (body !== undefined && !isPlainObject(body)) {
    throw invalid([{ pointer: '', code: 'field.type', detail: 'must be an object' }]);
  }
  const { dto, faults, note } = readWhole((noted) => readDto(type, body ?? {}, '', noted));
  if (dto && faults.length === 0) return dto;
  if (!faults.some(({ code }) => code === UNKNOWN_FIELD)) throw invalid(faults, note);
  throw new DomainError(UNKNOWN_FIELD, 'malformed', `The body has fields that this address does not take.${note}`, {
    errors: faults,
  });
}

/** A single fault that has a name of its own is known by it, as where the domain finds it. */
function invalid(errors: readonly FieldError[], note = ''): DomainError {
  const [first, ...others] = errors;
  if (first && others.length === 0 && !first.code.startsWith('field.'))
    return new DomainError(first.code, 'invalid', first.detail, { errors });
  return new DomainError('request.invalid', 'invalid', `Some fields of the body are wrong; see errors.${note}`, {
    errors,
  });
}
