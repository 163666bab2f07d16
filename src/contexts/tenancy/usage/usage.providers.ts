import { CallMeter } from '#libs/limits';
import { EntitlementService } from './application/entitlement.service.js';
import { TenantCallMeterService } from './application/tenant-call-meter.service.js';
import { UsageService } from './application/usage.service.js';
import { UsageController } from './http/usage.controller.js';

export const usage = {
  controllers: [UsageController],
  providers: [EntitlementService, { provide: CallMeter, useClass: TenantCallMeterService }, UsageService],
};
