import { defineRefusal, EXAMPLE_ID, refuse, type DomainError } from '#libs/kernel';
import type { EquipmentStatus } from './equipment-status.js';

/** Of a hierarchy, from the machine at the top to one that has nothing below it. */
export const MAX_LEVELS = 20;

export const numberTaken = defineRefusal({
  code: 'equipment.number_taken',
  kind: 'conflict',
  detail: 'Another machine has this number.',
  meaning: 'Another machine has this number; `existingId` names it.',
  remedy: 'Use another number, or the machine that there is.',
  pointer: '/equipmentNumber',
  members: { existingId: EXAMPLE_ID },
});

export const qrCodeTaken = defineRefusal({
  code: 'equipment.qr_code_taken',
  kind: 'conflict',
  detail: 'Another machine carries this QR code.',
  meaning: 'Another machine carries this QR code; `existingId` names it.',
  remedy: 'Use another code, or take it off the other machine first.',
  pointer: '/qrCode',
  members: { existingId: EXAMPLE_ID },
});

export const mixedCurrencies = defineRefusal({
  code: 'equipment.mixed_currencies',
  kind: 'invalid',
  detail: 'All costs of one machine are in one currency.',
  remedy: 'Send both costs in one currency, or the other one as null.',
  pointer: '/purchaseCost/currency',
});

export const invalidTransition = defineRefusal({
  code: 'equipment.invalid_transition',
  kind: 'conflict',
  detail: 'The machine cannot become that now.',
  remedy: 'Read the machine: `currentStatus` says what it is. One that is decommissioned is recommissioned first.',
  members: { currentStatus: 'decommissioned' },
});

export const parentElsewhere = defineRefusal({
  code: 'equipment.parent_elsewhere',
  kind: 'invalid',
  detail: 'The machine that it is to be part of stands in another facility.',
  remedy: 'Name a machine of the same facility, or move this one there in the same request.',
  pointer: '/parentId',
});

export const parentCycle = defineRefusal({
  code: 'equipment.parent_cycle',
  kind: 'invalid',
  detail: 'A machine cannot be part of itself, nor of a machine that is part of it.',
  remedy: 'Name a machine that is not below this one: GET /v1/equipment?within={id} lists those that are.',
  pointer: '/parentId',
});

export const hierarchyTooDeep = defineRefusal({
  code: 'equipment.hierarchy_too_deep',
  kind: 'invalid',
  detail: `Machines can be part of each other over ${MAX_LEVELS} levels at most.`,
  remedy: 'Name a machine that is further up.',
  pointer: '/parentId',
});

export const childrenInService = defineRefusal({
  code: 'equipment.children_in_service',
  kind: 'conflict',
  detail: 'Machines that are part of it are in service.',
  meaning: 'Machines that are part of it, at whatever level, are in service; `count` says how many.',
  remedy: 'Send `includeChildren: true` to decommission them too, or make them part of another machine first.',
  members: { count: 3 },
});

export const parentDecommissioned = defineRefusal({
  code: 'equipment.parent_decommissioned',
  kind: 'conflict',
  detail: 'The machine that it is part of is decommissioned.',
  remedy: 'Recommission that machine first, or take this one out of it: PATCH with `parentId: null`.',
});

export const equipmentInUse = defineRefusal({
  code: 'equipment.in_use',
  kind: 'conflict',
  detail: 'It is referred to, so it cannot be deleted. Deactivate or decommission it instead.',
  meaning: 'It is referred to; `references` counts by what.',
  remedy: 'Decommission the machine instead: its history stays.',
  members: { references: { workOrders: 12 } },
});

export function invalidStatusChange(from: EquipmentStatus, to: EquipmentStatus): DomainError {
  const detail = `Equipment that is ${from} cannot become ${to}.`;
  return refuse(invalidTransition, { detail, members: { currentStatus: from } });
}
