import { Money, pullEvents, type DomainError } from '#libs/kernel';
import { Equipment, type NewEquipment } from './equipment.entity.js';
import { equipmentStatuses, isAllowed } from './equipment-status.js';

const aMachine = (given: Partial<NewEquipment> = {}) =>
  Equipment.create({ facilityId: 'f', buildingId: null }, { equipmentNumber: 'L-1', name: 'Lift', ...given }, 'ada');
const euros = (amount: string) => Money.of(amount, 'EUR');
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
    machine.edit({ status: 'shutdown' });
    machine.edit({ status: 'shutdown' });
    machine.decommission();
    machine.recommission();
    expect(pullEvents(machine).map(({ type }) => type)).toEqual([
      'equipment.created',
      'equipment.status_changed',
      'equipment.decommissioned',
      'equipment.recommissioned',
    ]);
  });

  it('do not come back by an edit once it is decommissioned', () => {
    const machine = aMachine();
    machine.decommission();
    expect(codeOf(() => machine.edit({ status: 'operational' }))).toBe('equipment.invalid_transition');
    expect(codeOf(() => machine.decommission())).toBe('equipment.invalid_transition');
  });
});

describe('its costs', () => {
  it('share one currency, that of the first', () => {
    const machine = aMachine({ purchaseCost: euros('10.5') });
    machine.edit({ annualMaintenanceCost: euros('1') });
    expect(machine).toMatchObject({ purchaseCost: '10.50', annualMaintenanceCost: '1.00', currency: 'EUR' });
    expect(codeOf(() => machine.edit({ annualMaintenanceCost: dollars('1') }))).toBe('equipment.mixed_currencies');
    machine.edit({ purchaseCost: null, annualMaintenanceCost: dollars('2') });
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
    machine.decommission();
    machine.recordMaintenance(at(5));
    expect(machine).toMatchObject({ lastMaintenanceDate: at(5), nextMaintenanceDate: null });
  });

  it('leaves a date alone that somebody planned where there is no frequency', () => {
    const machine = aMachine({ nextMaintenanceDate: at(20) });
    machine.recordMaintenance(at(5));
    expect(machine.nextMaintenanceDate).toEqual(at(20));
  });
});
