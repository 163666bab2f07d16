export { AuditArchiver } from './archive/audit-archiver.js';
export { auditStatement } from './audit-entry.js';
export { AuditLog } from './audit-log.js';
export { AuditModule } from './audit.module.js';
export type { ChainEnd } from './seals/seal-chain.js';
export { AuditVerification, type AuditDifference, type AuditReport } from './verification/audit-verification.js';
