import { takenProblem, type ProblemDoc } from '#libs/http';
import type { Refusal } from '#libs/kernel';
import { foreignBuilding, inactiveFacility, unknownFacility } from '../domain/equipment.errors.js';

const writing: (ProblemDoc | Refusal)[] = [
  takenProblem('equipment.number_taken', '/equipmentNumber', 'Another machine has this number; `existingId` names it.'),
  takenProblem('equipment.qr_code_taken', '/qrCode', 'Another machine carries this QR code; `existingId` names it.'),
  unknownFacility,
  inactiveFacility,
  foreignBuilding,
  {
    status: 422,
    code: 'equipment.mixed_currencies',
    detail: 'All costs of one machine are in one currency.',
    pointer: '/purchaseCost/currency',
  },
];

/** Refusals that several operations on equipment share. */
export const equipmentProblems = {
  writing,
  invalidTransition: {
    status: 409,
    code: 'equipment.invalid_transition',
    detail: 'The machine cannot become that now.',
    members: { currentStatus: 'decommissioned' },
  },
  inUse: {
    status: 409,
    code: 'equipment.in_use',
    detail: 'It is referred to; `references` counts by what.',
    members: { references: { workOrders: 12 } },
  },
  limitReached: {
    status: 402,
    code: 'plan.limit_reached',
    detail: 'The plan allows no more equipment.',
    members: { limit: 'equipment', used: 100, allowed: 100, plan: 'trial' },
  },
} as const;
