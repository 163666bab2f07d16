import { forbidden, refuse } from '#libs/kernel';
import { currentActor } from './request-context.js';

const permission = 'costs:read';

/** Members of answers and of audit entries that hold an amount, in all contexts. */
const costName = /(cost|price)$/i;

/** Whether the caller may see what things cost. Every answer with an amount asks here. */
export function seesCosts(): boolean {
  const actor = currentActor();
  return actor.kind === 'system' || (actor.kind === 'user' && actor.permissions.has(permission));
}

/** Who does not see an amount must not overwrite it either. @throws DomainError 403 where a body names one */
export function assertMaySetCosts(given: object): void {
  if (seesCosts()) return;
  const names = Object.entries(given).flatMap(([name, value]) => (value !== undefined ? [name] : []));
  if (names.some((name) => costName.test(name)))
    throw refuse(forbidden, { detail: `To set what it costs needs the permission ${permission}.` });
}

/** The same values, at any depth, with null for each amount that the caller may not see. */
export function withoutHiddenCosts<T>(values: T): T {
  return seesCosts() ? values : (hidden(values) as T);
}

function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, costName.test(name) ? null : hidden(member)]),
  );
}
