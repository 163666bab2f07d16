export { BillingFacade } from './billing.facade.js';
export { BillingModule } from './billing.module.js';
