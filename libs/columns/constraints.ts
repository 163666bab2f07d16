import type { Refusal } from '#libs/kernel';

/** How texts compare where people read or type them. Each tenant's schema has these, made by its migrations. */
export type Collation = 'natural_order' | 'case_insensitive';

/** What a violated constraint means to the client who caused it. */
export interface ConstraintRule {
  /** The constraint's or unique index's name in the migration. */
  readonly constraint: string;
  /** The property, as the API names it, whose value is at fault. */
  readonly property: string;
  readonly refusal: Refusal;
  /** Of a unique index with one. */
  readonly collation?: Collation;
}

const rules = new Map<string, ConstraintRule>();

/** Beside the entity whose table has the constraint. */
export function declareConstraint(rule: ConstraintRule): void {
  rules.set(rule.constraint, rule);
}

/** For what people type: a constraint on the exact text, and the unique index that finds the same text in any case, which `same` names. */
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
