const secretName = /passw|secret|token|authorization|cookie|api-?key|private-?key|credential|otp|seed/i;
const MAX_DEPTH = 6;

export const REDACTED = '[redacted]';

/**
 * Blanks whatever is stored under a name that speaks of a secret, at any depth. By name and not by path: nobody has to remember to add
 * the path of the next one.
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
