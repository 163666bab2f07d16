import { CallMeter } from '#libs/limits';
import { EntitlementService } from './application/entitlement.service.js';
import { TenantCallMeter } from './application/tenant-call-meter.js';
import { UsageService } from './application/usage.service.js';
import { UsageController } from './http/usage.controller.js';

export const usage = {
  controllers: [UsageController],
  providers: [EntitlementService, { provide: CallMeter, useClass: TenantCallMeter }, UsageService],
};
