const secretName = /passw|secret|token|authorization|cookie|api-?key(?!id)|private-?key|credential|otp|seed/i;
const MAX_DEPTH = 6;

export const REDACTED = '[redacted]';

/**
 * Replaces the value of every member whose name suggests a secret, at any depth. It goes by name and not by path, so that nobody has to add
 * the paths of new secrets.
 */
export function redact(entry: Record<string, unknown>): Record<string, unknown> {
  return redactMembers(entry, 0);
}

function redactMembers(members: Record<string, unknown>, depth: number): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(members)) {
    const before = members[name];
    const after = secretName.test(name) && typeof before !== 'boolean' ? REDACTED : redactValue(before, depth);
    if (after !== before) (copy ??= { ...members })[name] = after;
  }
  return copy ?? members;
}

function redactValue(value: unknown, depth: number): unknown {
  if (
    typeof value !== 'object' ||
    value === null ||
    value instanceof Error ||
    value instanceof Date ||
    depth >= MAX_DEPTH
  )
    return value;
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item, depth + 1));
  return redactMembers(value as Record<string, unknown>, depth + 1);
}
