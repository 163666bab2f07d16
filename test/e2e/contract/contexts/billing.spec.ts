import { startStripeStandIn } from '../../../support/stripe/stripe-stand-in.js';
import { contractOf } from '../suites/contract-of.js';

contractOf('billing', async () => (await startStripeStandIn()).environment);
