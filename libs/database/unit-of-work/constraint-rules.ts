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

/** Citus appends the number of the shard to the constraint's name, also in the message; only the message is the same in all versions. */
function constraintsIn({ message = '' }: DatabaseError): string[] {
  const name = /constraint "([^"]+)"/.exec(message)?.[1] ?? '';
  return [name, name.replace(/_\d+$/, '')];
}

/** Whether a row was refused because another one has the same value, by this constraint or unique index. */
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

/** The refusal of the rule, at the field that violates it. @param existingId the id of the row that has the value already */
export function ruleError({ property, refusal }: ConstraintRule, existingId?: string): DomainError {
  return refuse(atField(refusal, `/${property}`), existingId ? { members: { existingId } } : {});
}

/** The refusal of a reference to a row that does not exist, for statements that are sent past the unit of work's entities. */
export function unknownReference(error: unknown): DomainError | undefined {
  const violated = violatedRule(error);
  return violated && !violated.unique ? ruleError(violated.rule) : undefined;
}

/** PostgreSQL 18 has a code of its own for a refused RESTRICT (23001); older versions use that of a foreign key violation (23503). */
export function isStillReferenced(error: unknown): boolean {
  const { code } = error as DatabaseError;
  return code === '23001' || code === '23503';
}

export function inUseError(): DomainError {
  return refuse(inUse);
}

/** Whether a deletion was refused because other rows refer to the row, for callers that can describe this better. */
export function isInUse(error: unknown): boolean {
  return error instanceof DomainError && error.code === inUse.code;
}

export function staleError(detail?: string): DomainError {
  return refuse(staleResource, detail === undefined ? {} : { detail });
}

/** Checks If-Match: the version that the client saw must be the loaded one. The commit checks the row once more. */
export function assertVersion({ version }: { readonly version: number }, expected: number): void {
  const { seenVersions, staleDetail } = findContext() ?? {};
  if (version !== expected && !seenVersions?.includes(version)) throw staleError(staleDetail);
}
