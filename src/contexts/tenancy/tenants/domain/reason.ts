import { refuse } from '#libs/kernel';
import { noReason } from './tenant.errors.js';

const LONGEST_REASON = 500;

/** Why an operator does something to a tenant. @throws DomainError 422 `tenant.reason_missing` */
export function normalReason(text: string): string {
  const reason = text.trim();
  if (reason === '' || [...reason].length > LONGEST_REASON) throw refuse(noReason);
  return reason;
}
