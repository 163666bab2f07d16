import { defineEvent, facts, type PayloadOf } from '#libs/kernel';

const approachedLimit = {
  limit: facts.text('What the plan limits: users, equipment, storage_bytes or api_calls', 'equipment'),
  percent: facts.integer('So much of it is in use at least: 80 or 100', 80),
  used: facts.long('How much is in use', 40),
  allowed: facts.long('How much the plan allows', 50),
  plan: facts.nullable(facts.text('Slug of the plan', 'starter')),
};
export type ApproachedLimit = PayloadOf<typeof approachedLimit>;

/** The aggregate is the tenant. */
export const planLimitApproached = defineEvent('plan_limit.approached', 'plan_limit', {
  description:
    'Use has risen to 80 or 100 per cent of what the plan allows. Once for each time: not again before it was below.',
  payload: approachedLimit,
});
