import { constraintRule, type ConstraintRule } from '#libs/columns';
import { atField, defineRefusal, DomainError, refuse, staleResource } from '#libs/kernel';
import { findContext } from '#libs/request-context';

const inUse = defineRefusal({
  code: 'resource.in_use',
  kind: 'conflict',
  detail: 'Other resources refer to it, so it cannot be deleted.',
  remedy: 'Delete what refers to it first, or keep it.',
});

interface DatabaseError {
  readonly code?: string;
  readonly message?: string;
}

/** Citus names the constraint of a shard, with its number at the end; so does the message, and only the message is portable. */
function constraintsIn({ message = '' }: DatabaseError): string[] {
  const name = /constraint "([^"]+)"/.exec(message)?.[1] ?? '';
  return [name, name.replace(/_\d+$/, '')];
}

/** Whether a row was refused because another one has its value already, by this constraint or unique index. */
export function isDuplicate(error: unknown, constraint: string): boolean {
  return (error as DatabaseError).code === '23505' && constraintsIn(error as DatabaseError).includes(constraint);
}

export function violatedRule(error: unknown): { rule: ConstraintRule; unique: boolean } | undefined {
  const { code } = error as DatabaseError;
  if (code !== '23505' && code !== '23503' && code !== '23514') return undefined;
  const rule = constraintsIn(error as DatabaseError)
    .map(constraintRule)
    .find((found) => found !== undefined);
  return rule && { rule, unique: code === '23505' };
}

/** The refusal of the rule, at the field that breaks it. @param existingId of the row that has the value already */
export function ruleError({ property, refusal }: ConstraintRule, existingId?: string): DomainError {
  return refuse(atField(refusal, `/${property}`), existingId ? { members: { existingId } } : {});
}

/** PostgreSQL 18 tells a refused RESTRICT (23001) from a foreign key violation (23503); older ones do not. */
export function isStillReferred(error: unknown): boolean {
  const { code } = error as DatabaseError;
  return code === '23001' || code === '23503';
}

export function inUseError(): DomainError {
  return refuse(inUse);
}

/** Whether a removal was refused because something refers to the row, which the caller can name better. */
export function isInUse(error: unknown): boolean {
  return error instanceof DomainError && error.code === inUse.code;
}

export function staleError(detail?: string): DomainError {
  return refuse(staleResource, detail === undefined ? {} : { detail });
}

/** The check of If-Match: what the client saw must be what was loaded. The commit repeats it against the row. */
export function assertVersion({ version }: { readonly version: number }, expected: number): void {
  const { seenVersions, staleDetail } = findContext() ?? {};
  if (version !== expected && !seenVersions?.includes(version)) throw staleError(staleDetail);
}
