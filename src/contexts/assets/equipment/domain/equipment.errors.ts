import { defineRefusal, EXAMPLE_ID, refuse, type DomainError } from '#libs/kernel';
import type { EquipmentStatus } from './equipment-status.js';

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
