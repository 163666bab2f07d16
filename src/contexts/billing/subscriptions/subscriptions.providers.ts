import { EntitlementCopyService } from './application/entitlement-copy.service.js';
import { OwnSubscriptionService } from './application/own-subscription.service.js';
import { PlanPreviewService } from './application/plan-preview.service.js';
import { SubscriptionService } from './application/subscription.service.js';
import { OwnSubscriptionController } from './http/own-subscription.controller.js';
import { SubscriptionController } from './http/subscription.controller.js';
import { CopyEntitlementsJob } from './jobs/copy-entitlements.job.js';

export const subscriptions = {
  controllers: [OwnSubscriptionController, SubscriptionController],
  providers: [
    EntitlementCopyService,
    OwnSubscriptionService,
    PlanPreviewService,
    SubscriptionService,
    CopyEntitlementsJob,
  ],
};
