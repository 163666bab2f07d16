import { CallMeter } from '#libs/limits';
import { EntitlementService } from './application/entitlement.service.js';
import { TenantCallMeterService } from './application/tenant-call-meter.service.js';
import { UsageMeasurementService } from './application/usage-measurement.service.js';
import { UsageService } from './application/usage.service.js';
import { UsageController } from './http/usage.controller.js';
import { MeasureUsageJob } from './jobs/measure-usage.job.js';

export const usage = {
  controllers: [UsageController],
  providers: [
    EntitlementService,
    { provide: CallMeter, useClass: TenantCallMeterService },
    MeasureUsageJob,
    UsageMeasurementService,
    UsageService,
  ],
};
