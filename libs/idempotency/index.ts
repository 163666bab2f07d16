export { IdempotencyModule } from './idempotency.module.js';
export { RequestSteps } from './request-steps.js';
