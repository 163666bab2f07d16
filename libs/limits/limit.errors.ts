import { defineRefusal } from '#libs/kernel';

export const burstExceeded = defineRefusal({
  code: 'rate_limit.burst_exceeded',
  kind: 'rate_limited',
  detail: 'Too many calls at once.',
  remedy: 'Wait for the seconds of Retry-After, and spread the calls. The RateLimit headers say what is left.',
  members: { policy: 'burst' },
  usualFor: 'limits',
});

/** Of those whose plan counts their calls. */
export const monthExceeded = defineRefusal({
  code: 'rate_limit.month_exceeded',
  kind: 'rate_limited',
  detail: 'The API calls that the plan includes are used up.',
  remedy: 'Choose a larger plan, or wait for the next month.',
  members: { policy: 'month' },
  usualFor: 'plans',
});
