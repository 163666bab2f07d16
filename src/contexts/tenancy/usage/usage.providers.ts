import { CallMeter } from '#libs/limits';
import { EntitlementService } from './application/entitlement.service.js';
import { LargerPlanService } from './application/larger-plan.service.js';
import { LimitChangesService } from './application/limit-changes.service.js';
import { LimitWarningService } from './application/limit-warning.service.js';
import { PlanChangeService } from './application/plan-change.service.js';
import { RecountService } from './application/recount.service.js';
import { TenantCallMeterService } from './application/tenant-call-meter.service.js';
import { UsageMeasurementService } from './application/usage-measurement.service.js';
import { UsageService } from './application/usage.service.js';
import { UsageController } from './http/usage.controller.js';
import { MeasureUsageJob } from './jobs/measure-usage.job.js';
import { RecountUsageJob } from './jobs/recount-usage.job.js';

export const usage = {
  controllers: [UsageController],
  providers: [
    EntitlementService,
    { provide: CallMeter, useClass: TenantCallMeterService },
    LargerPlanService,
    LimitChangesService,
    LimitWarningService,
    MeasureUsageJob,
    PlanChangeService,
    RecountService,
    RecountUsageJob,
    UsageMeasurementService,
    UsageService,
  ],
};
