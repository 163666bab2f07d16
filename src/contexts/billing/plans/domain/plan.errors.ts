import { defineRefusal, EXAMPLE_ID } from '#libs/kernel';

export const planSlugTaken = defineRefusal({
  code: 'plan.slug_taken',
  kind: 'conflict',
  detail: 'Another plan has this slug.',
  remedy: 'Choose another slug, or change the plan that has it.',
  pointer: '/slug',
  members: { existingId: EXAMPLE_ID },
});

export const otherTrialPlan = defineRefusal({
  code: 'plan.other_for_trials',
  kind: 'conflict',
  detail: 'Trials are on another plan.',
  meaning: 'One plan at most is the one that trials are on.',
  remedy: 'Take `isTrial` from the plan that has it first.',
  pointer: '/isTrial',
  members: { existingId: EXAMPLE_ID },
});

export const planRetired = defineRefusal({
  code: 'plan.retired',
  kind: 'conflict',
  detail: 'The plan is retired: nobody new gets it.',
  remedy: 'Choose a plan that is offered, or offer this one again.',
});

export const planInUse = defineRefusal({
  code: 'plan.in_use',
  kind: 'conflict',
  detail: 'Tenants have, or had, this plan, so it cannot be deleted.',
  remedy: 'Retire it: those who have it keep it, and nobody new gets it.',
});

export const unknownPlan = defineRefusal({
  code: 'plan.unknown',
  kind: 'invalid',
  detail: 'There is no such plan.',
  remedy: 'Name one that GET /admin/v1/plans lists.',
  pointer: '/planId',
});
