import type { ProblemDoc } from '#libs/http';

const writing: ProblemDoc[] = [
  { status: 409, code: 'equipment.number_taken', detail: 'Another machine has this number; `existingId` names it.' },
  { status: 409, code: 'equipment.qr_code_taken', detail: 'Another machine carries this QR code.' },
  { status: 422, code: 'facility.unknown', detail: 'There is no such facility.' },
  { status: 422, code: 'facility.inactive', detail: 'The facility is inactive.' },
  { status: 422, code: 'building.unknown', detail: 'The facility has no such building.' },
  { status: 422, code: 'equipment.mixed_currencies', detail: 'All costs of one machine are in one currency.' },
];

/** Refusals that several operations on equipment share. */
export const equipmentProblems = {
  writing,
  invalidTransition: {
    status: 409,
    code: 'equipment.invalid_transition',
    detail: 'The machine cannot become that now.',
  },
  inUse: { status: 409, code: 'equipment.in_use', detail: 'It is referred to; `references` counts by what.' },
  limitReached: { status: 402, code: 'plan.limit_reached', detail: 'The plan allows no more equipment.' },
} as const;
