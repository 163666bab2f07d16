import { CheckoutService } from './application/checkout.service.js';
import { PaidSubscriptionService } from './application/paid-subscription.service.js';
import { PlanChoiceService } from './application/plan-choice.service.js';
import { PlanSwitchService } from './application/plan-switch.service.js';
import { PortalService } from './application/portal.service.js';
import { StripeClient } from './application/stripe.client.js';
import { StripeCopyService } from './application/stripe-copy.service.js';
import { StripeCustomerService } from './application/stripe-customer.service.js';
import { StripeEventService } from './application/stripe-event.service.js';
import { StripeInboxService } from './application/stripe-inbox.service.js';
import { StripeReceiverService } from './application/stripe-receiver.service.js';
import { StripeReconciliationService } from './application/stripe-reconciliation.service.js';
import { CheckoutController } from './http/checkout.controller.js';
import { PaidSubscriptionController } from './http/paid-subscription.controller.js';
import { PlanSwitchController } from './http/plan-switch.controller.js';
import { StripeEventController } from './http/stripe-event.controller.js';
import { StripeWebhookController } from './http/stripe-webhook.controller.js';
import { ApplyStripeEventsJob } from './jobs/apply-stripe-events.job.js';

export const stripe = {
  controllers: [CheckoutController, PaidSubscriptionController, PlanSwitchController, StripeEventController],
  providers: [
    ApplyStripeEventsJob,
    CheckoutService,
    PaidSubscriptionService,
    PlanChoiceService,
    PlanSwitchService,
    PortalService,
    StripeClient,
    StripeCopyService,
    StripeCustomerService,
    StripeEventService,
    StripeInboxService,
    StripeReceiverService,
    StripeReconciliationService,
    StripeWebhookController,
  ],
};
