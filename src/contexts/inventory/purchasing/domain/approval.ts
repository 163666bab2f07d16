import { Money } from '#libs/kernel';

interface Amount {
  readonly amount: string;
  readonly currency: string;
}

/** An order above the limit needs somebody's approval; so does one in another currency than the limit, since nobody can say that it is not above. */
export function needsApproval(total: Amount, limit: Amount | null): boolean {
  if (limit === null) return false;
  if (limit.currency !== total.currency) return true;
  const left = Money.of(limit.amount, limit.currency).minus(Money.of(total.amount, total.currency));
  return left.amount.startsWith('-');
}
