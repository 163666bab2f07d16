import { fieldsOf, type DtoClass } from './dto-reader.js';
import type { ValueKind } from './value-kind.js';

/** What PasswordField and SecretField tell the document, and everybody else: this is shown to nobody and kept nowhere. */
export const SECRET_FORMAT = 'password';

/** Whether instances of the class, or of what it is made of, carry a password, a token or the like. */
export function hasSecrets(type: DtoClass, within: ReadonlySet<DtoClass> = new Set()): boolean {
  if (within.has(type)) return false;
  const seen = new Set([...within, type]);
  return [...fieldsOf(type).values()].some(({ rule }) => isSecret(rule.kind.schema, seen));
}

function isSecret(schema: ValueKind['schema'], seen: ReadonlySet<DtoClass>): boolean {
  const { format, type, items } = schema as { format?: unknown; type?: unknown; items?: ValueKind['schema'] };
  if (format === SECRET_FORMAT) return true;
  if (typeof type === 'function') return hasSecrets((type as () => DtoClass)(), seen);
  return items !== undefined && isSecret(items, seen);
}
