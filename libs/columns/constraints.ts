import type { Refusal } from '#libs/kernel';

/** Collations for text that people read or type. Each tenant's schema has them, created by its migrations. */
export type Collation = 'natural_order' | 'case_insensitive';

/** The refusal for a violated constraint. */
export interface ConstraintRule {
  /** The name of the constraint or unique index in the migration. */
  readonly constraint: string;
  /** The property, as the API names it, whose value violates the constraint. */
  readonly property: string;
  readonly refusal: Refusal;
  /** The collation of the unique index, if it has one. */
  readonly collation?: Collation;
}

const rules = new Map<string, ConstraintRule>();

/** Called next to the entity whose table has the constraint. */
export function declareConstraint(rule: ConstraintRule): void {
  rules.set(rule.constraint, rule);
}

/** For text that people type: a constraint on the exact text, and the unique index `same`, which ignores case. */
export function declareUniqueText({
  same,
  ...rule
}: Omit<ConstraintRule, 'collation'> & { readonly same: string }): void {
  for (const constraint of [rule.constraint, same]) {
    declareConstraint({ ...rule, constraint, collation: 'case_insensitive' });
  }
}

export function constraintRule(constraint: string): ConstraintRule | undefined {
  return rules.get(constraint);
}
