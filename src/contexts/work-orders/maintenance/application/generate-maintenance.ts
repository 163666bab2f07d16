import { defineOperation } from '#libs/operations';
import type { GenerationReport } from './generation-report.js';

/** Generates all due work orders of the tenant on request. */
export const generateMaintenance = defineOperation<Record<never, never>, GenerationReport>('maintenance.generate');
