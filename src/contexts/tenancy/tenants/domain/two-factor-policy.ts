import type { Role } from '#libs/kernel';
import type { TwoFactorPolicy } from './tenant-settings.js';

/** Whether a user of the role has to have a second factor by now. */
export function isTwoFactorRequired(
  { twoFactorRequiredFor, twoFactorGraceUntil }: TwoFactorPolicy,
  role: Role,
  at: Date,
): boolean {
  if (!twoFactorRequiredFor.includes(role)) return false;
  return twoFactorGraceUntil === null || new Date(twoFactorGraceUntil) <= at;
}
