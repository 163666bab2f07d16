/** The first steps with a new account, in the order in which they are shown. The contexts that own the rows say whether one is done. */
export const onboardingSteps = [
  'first_facility',
  'first_machine',
  'first_schedule',
  'invited_colleague',
  'own_domain',
] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];

export interface StepState {
  readonly key: OnboardingStep;
  readonly done: boolean;
}

export interface OnboardingState {
  /** No longer to be shown: all steps are done, or it was skipped. */
  readonly completed: boolean;
  readonly skipped: boolean;
  readonly steps: readonly StepState[];
}

/** @param isOver what the registry says: it was skipped, or complete before */
export function onboardingState(isOver: boolean, isDone: (step: OnboardingStep) => boolean): OnboardingState {
  const steps = onboardingSteps.map((key) => ({ key, done: isDone(key) }));
  const isComplete = steps.every(({ done }) => done);
  return { completed: isOver || isComplete, skipped: isOver && !isComplete, steps };
}
