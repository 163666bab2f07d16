export { billingEntities } from './billing.entities.js';
export { BillingModule } from './billing.module.js';
