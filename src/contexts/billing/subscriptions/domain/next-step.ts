export const nextSteps = ['none', 'choose_plan', 'choose_larger_plan'] as const;
export type NextStep = (typeof nextSteps)[number];

interface Account {
  readonly status: string;
  readonly trialEndsAt: Date | null;
  /** null = unlimited */
  readonly left: readonly (number | null)[];
}

/** What the people of an account should do about its plan. */
export function nextStepOf({ status, trialEndsAt, left }: Account, at: Date): { nextStep: NextStep; advice: string } {
  if (status === 'trialing') {
    const isOver = trialEndsAt !== null && trialEndsAt <= at;
    const advice = isOver
      ? 'The trial is over. Ask the operators of this installation for one of the plans that GET /v1/plans shows.'
      : 'Until the trial ends, ask the operators of this installation for one of the plans that GET /v1/plans shows.';
    return { nextStep: 'choose_plan', advice };
  }
  if (left.includes(0)) {
    const advice = 'A limit of the plan is reached: free some of what it counts, or ask for a larger plan.';
    return { nextStep: 'choose_larger_plan', advice };
  }
  return { nextStep: 'none', advice: 'Nothing is to be done.' };
}
