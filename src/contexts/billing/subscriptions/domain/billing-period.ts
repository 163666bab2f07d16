export const billingCycles = ['monthly', 'yearly'] as const;
export type BillingCycle = (typeof billingCycles)[number];

export interface BillingPeriod {
  readonly start: Date;
  /** The first moment of the next one. */
  readonly end: Date;
}

/**
 * The period that runs at a time, counted from the first one: a month from the 31st of January ends on the last of February, and the one
 * after on the 31st of March.
 */
export function periodAt(first: Date, cycle: BillingCycle, at: Date): BillingPeriod {
  const months = cycle === 'monthly' ? 1 : 12;
  const passed = (at.getUTCFullYear() - first.getUTCFullYear()) * 12 + at.getUTCMonth() - first.getUTCMonth();
  let count = Math.max(0, Math.floor(passed / months));
  if (count > 0 && monthsAfter(first, count * months) > at) count -= 1;
  return { start: monthsAfter(first, count * months), end: monthsAfter(first, (count + 1) * months) };
}

function monthsAfter(first: Date, months: number): Date {
  const moved = new Date(first);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(first.getUTCDate(), lastDay));
  return moved;
}
