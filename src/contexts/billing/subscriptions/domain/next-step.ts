export const nextSteps = ['none', 'choose_plan', 'settle_payment', 'choose_larger_plan'] as const;
export type NextStep = (typeof nextSteps)[number];

interface Account {
  readonly status: string;
  readonly trialEndsAt: Date | null;
  /** null = unlimited */
  readonly left: readonly (number | null)[];
  readonly isSubscribed: boolean;
  /** Whether the installation takes payments itself. */
  readonly takesPayments: boolean;
}

/** What the people of an account should do about its plan. */
export function nextStepOf(account: Account, at: Date): { nextStep: NextStep; advice: string } {
  const { status, left, isSubscribed } = account;
  if (status === 'trialing')
    return { nextStep: 'choose_plan', advice: `${trialAdvice(account, at)} ${choice(account)}` };
  if (status === 'past_due' && !isSubscribed)
    return { nextStep: 'choose_plan', advice: `The subscription has ended. ${choice(account)}` };
  if (status === 'past_due') {
    const advice = 'A payment has failed. Pay it by the link in the mail of Stripe, or with another card.';
    return { nextStep: 'settle_payment', advice };
  }
  if (left.includes(0)) {
    const advice = 'A limit of the plan is reached: free some of what it counts, or ask for a larger plan.';
    return { nextStep: 'choose_larger_plan', advice };
  }
  return { nextStep: 'none', advice: 'Nothing is to be done.' };
}

function trialAdvice({ trialEndsAt }: Account, at: Date): string {
  return trialEndsAt !== null && trialEndsAt <= at ? 'The trial is over.' : 'The trial runs.';
}

function choice({ takesPayments }: Account): string {
  return takesPayments
    ? 'Subscribe to one of the plans that GET /v1/plans shows by POST /v1/subscription/checkout.'
    : 'Ask the operators of this installation for one of the plans that GET /v1/plans shows.';
}
