import { fieldsOf, type DtoClass } from './dto-reader.js';
import type { ValueKind } from './value-kind.js';

/** The format of PasswordField and SecretField, by which the value is recognised as one that is neither logged nor stored. */
export const SECRET_FORMAT = 'password';

/** Whether the class, or a class nested in it, has a field for a password, a token or the like. */
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
