export { JobRunner } from './job-runner.js';
export { JobTicker } from './job-ticker.js';
export { claimLease, releaseLease, renewLease, type Lease } from './lease.writes.js';
export { JobsModule } from './jobs.module.js';
export { RunsPerTenant, type TenantJob } from './tenant-job.js';
export type { LostWakeup } from './lost-wakeups.js';
export { wakeTenantBy, type ClaimedTenant } from './tenant-wakeup.writes.js';
export { TenantWakeups } from './tenant-wakeups.js';
export { WakeupReconciliation } from './wakeup-reconciliation.js';
