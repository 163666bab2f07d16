import fc from 'fast-check';
import { Money, pullEvents, type DomainError } from '#libs/kernel';
import { Equipment, type NewEquipment } from './equipment.entity.js';
import { pullRecords } from './equipment-record.js';
import { equipmentStatuses, isAllowed, workingStatuses } from './equipment-status.js';
import type { EquipmentStatusChange } from './equipment-status-change.entity.js';

const aMachine = (given: Partial<NewEquipment> = {}) =>
  Equipment.create({ facilityId: 'f', buildingId: null }, { equipmentNumber: 'L-1', name: 'Lift', ...given }, 'ada');
const euros = (amount: string) => Money.of(amount, 'EUR');
const byAda = { by: 'ada' };
const dollars = (amount: string) => Money.of(amount, 'USD');

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as DomainError).code;
  }
}

describe('the states of a machine', () => {
  it('change freely while it is in service, and by one act each out of it and back', () => {
    const table = equipmentStatuses.map((from) => [
      from,
      equipmentStatuses.filter((to) => isAllowed('edit', from, to)),
      isAllowed('decommission', from, 'decommissioned'),
      isAllowed('recommission', from, 'operational'),
    ]);
    const working = ['operational', 'shutdown', 'maintenance'];
    expect(table).toEqual([
      ...working.map((status) => [status, working, true, false]),
      ['decommissioned', [], false, true],
    ]);
  });

  it('leave an event each', () => {
    const machine = aMachine();
    machine.edit({ status: 'shutdown' }, 'ada');
    machine.edit({ status: 'shutdown' }, 'ada');
    machine.decommission(byAda);
    machine.recommission(byAda);
    expect(pullEvents(machine).map(({ type }) => type)).toEqual([
      'equipment.created',
      'equipment.status_changed',
      'equipment.decommissioned',
      'equipment.recommissioned',
    ]);
  });

  it('do not come back by an edit once it is decommissioned', () => {
    const machine = aMachine();
    machine.decommission(byAda);
    expect(codeOf(() => machine.edit({ status: 'operational' }, 'ada'))).toBe('equipment.invalid_transition');
    expect(codeOf(() => machine.decommission(byAda))).toBe('equipment.invalid_transition');
  });
});

/** What people do to a machine, each with the reason that they give. */
const acts = fc.oneof(
  fc.record({ act: fc.constant('edit' as const), to: fc.constantFrom(...workingStatuses), reason: fc.constant(null) }),
  fc.record({ act: fc.constant('change' as const), to: fc.constantFrom(...workingStatuses), reason: fc.string() }),
  fc.record({ act: fc.constantFrom('decommission' as const, 'recommission' as const), reason: fc.string() }),
);
type Act = typeof acts extends fc.Arbitrary<infer T> ? T : never;

function perform(machine: Equipment, step: Act): void {
  const { act, reason } = step;
  if (act === 'edit') machine.edit({ status: step.to }, 'ada');
  else if (act === 'change') machine.changeStatus(step.to, { by: 'ada', reason });
  else machine[act]({ by: 'ada', reason });
}

describe('whatever is done to a machine', () => {
  it('its changes lead from one status to the next, each with its reason and event, and a refusal leaves no trace', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 30 }), (steps) => {
        const machine = aMachine();
        pullEvents(machine);
        for (const step of steps) {
          const before = machine.status;
          const refused = codeOf(() => perform(machine, step));
          const records = pullRecords(machine) as EquipmentStatusChange[];
          const events = pullEvents(machine);
          const changed = machine.status !== before;
          if (refused) expect(changed).toBe(false);
          if (before === 'decommissioned') expect(changed).toBe(step.act === 'recommission');
          expect(events).toHaveLength(changed ? 1 : 0);
          expect(records).toEqual(
            changed
              ? [expect.objectContaining({ fromStatus: before, toStatus: machine.status, reason: step.reason })]
              : [],
          );
        }
      }),
    );
  });
});

describe('its place', () => {
  it('leaves a line and an event for each move, and none where it stays', () => {
    const machine = aMachine();
    pullEvents(machine);
    machine.moveTo({ facilityId: 'f', buildingId: null }, 'ada');
    machine.moveTo({ facilityId: 'g', buildingId: 'b' }, 'ada');
    expect(pullRecords(machine)).toEqual([
      expect.objectContaining({ fromFacilityId: 'f', toFacilityId: 'g', toBuildingId: 'b', movedById: 'ada' }),
    ]);
    expect(pullEvents(machine).map(({ type }) => type)).toEqual(['equipment.moved']);
  });

  it('is part of nothing in another facility unless a machine is named there', () => {
    const machine = Equipment.create(
      { facilityId: 'f', buildingId: null, parentId: 'p' },
      { equipmentNumber: 'L-1', name: 'Drive' },
      null,
    );
    const there = { facilityId: 'g', buildingId: null };
    expect(machine.parentWith(undefined, { facilityId: 'f', buildingId: null })).toBe('p');
    expect([machine.parentWith(undefined, there), machine.parentWith('q', there)]).toEqual([null, 'q']);
  });
});

describe('its costs', () => {
  it('share one currency, that of the first', () => {
    const machine = aMachine({ purchaseCost: euros('10.5') });
    machine.edit({ annualMaintenanceCost: euros('1') }, 'ada');
    expect(machine).toMatchObject({ purchaseCost: '10.50', annualMaintenanceCost: '1.00', currency: 'EUR' });
    expect(codeOf(() => machine.edit({ annualMaintenanceCost: dollars('1') }, 'ada'))).toBe(
      'equipment.mixed_currencies',
    );
    machine.edit({ purchaseCost: null, annualMaintenanceCost: dollars('2') }, 'ada');
    expect(machine).toMatchObject({ purchaseCost: null, annualMaintenanceCost: '2.00', currency: 'USD' });
  });
});

describe('recordMaintenance', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 10, day));

  it('plans the next one by the frequency', () => {
    const machine = aMachine({ maintenanceFrequencyDays: 10 });
    machine.recordMaintenance(at(5));
    expect(machine).toMatchObject({ lastMaintenanceDate: at(5), nextMaintenanceDate: at(15) });
  });

  it('goes back to the one before, or to none, when it was not done after all', () => {
    const machine = aMachine({ maintenanceFrequencyDays: 10 });
    machine.recordMaintenance(at(5));
    machine.recordMaintenance(at(3));
    expect(machine).toMatchObject({ lastMaintenanceDate: at(3), nextMaintenanceDate: at(13) });
    machine.recordMaintenance(null);
    expect(machine).toMatchObject({ lastMaintenanceDate: null, nextMaintenanceDate: null });
  });

  it('plans nothing for a machine out of use', () => {
    const machine = aMachine({ maintenanceFrequencyDays: 10 });
    machine.decommission(byAda);
    machine.recordMaintenance(at(5));
    expect(machine).toMatchObject({ lastMaintenanceDate: at(5), nextMaintenanceDate: null });
  });

  it('leaves a date alone that somebody planned where there is no frequency', () => {
    const machine = aMachine({ nextMaintenanceDate: at(20) });
    machine.recordMaintenance(at(5));
    expect(machine.nextMaintenanceDate).toEqual(at(20));
  });
});
