import { DomainError } from '#libs/kernel';

export function limitReached(limit: string, used: number, allowed: number, plan: string | null): DomainError {
  const detail = `The plan allows ${allowed} ${limit.replaceAll('_', ' ')}; ${used} are in use. Free some or choose a larger plan.`;
  return new DomainError('plan.limit_reached', 'payment_required', detail, { members: { limit, used, allowed, plan } });
}
