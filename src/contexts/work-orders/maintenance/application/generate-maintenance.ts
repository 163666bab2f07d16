import { defineOperation } from '#libs/operations';
import type { GenerationReport } from './generation-report.js';

/** Makes all work orders of the tenant that are due, because somebody asked for it. */
export const generateMaintenance = defineOperation<Record<never, never>, GenerationReport>('maintenance.generate');
