import { forbidden, refuse } from '#libs/kernel';
import { currentActor } from './request-context.js';

const permission = 'costs:read';

/** Names of members that contain an amount, in responses and audit entries of all contexts. */
const costName = /(cost|price|hourlyRate)$/i;

/** Whether the caller may see what things cost. Every view with an amount calls this. */
export function canSeeCosts(): boolean {
  const actor = currentActor();
  return actor.kind === 'system' || (actor.kind === 'user' && actor.permissions.has(permission));
}

/** Callers who cannot see an amount must not overwrite it. @throws DomainError 403 when a body contains one */
export function assertMaySetCosts(given: object): void {
  if (canSeeCosts()) return;
  const names = Object.entries(given).flatMap(([name, value]) => (value !== undefined ? [name] : []));
  if (names.some((name) => costName.test(name)))
    throw refuse(forbidden, { detail: `To set what it costs needs the permission ${permission}.` });
}

/** Copies the values, at any depth, with null for each amount that the caller may not see. */
export function withoutHiddenCosts<T>(values: T): T {
  return canSeeCosts() ? values : (hidden(values) as T);
}

function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, costName.test(name) ? null : hidden(member)]),
  );
}
