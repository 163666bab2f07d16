import { defineEvent, facts, type PayloadOf } from '#libs/kernel';

const facility = { name: facts.text('What the facility is called', 'Hafenblick Offices') };
export type FacilityFacts = PayloadOf<typeof facility>;

export const facilityCreated = defineEvent('facility.created', 'facility', {
  description: 'A facility was added.',
  payload: facility,
});
export const facilityActivated = defineEvent('facility.activated', 'facility', {
  description: 'A facility that had been deactivated is in use again.',
  payload: facility,
});
export const facilityDeactivated = defineEvent('facility.deactivated', 'facility', {
  description: 'A facility is not looked after any more.',
  payload: facility,
});

const equipment = {
  equipmentNumber: facts.text('Number of the machine', 'HH-01'),
  name: facts.text('What the machine is called', 'Passenger lift 1'),
  facilityId: facts.uuid('Facility in which it stands'),
};
export type EquipmentFacts = PayloadOf<typeof equipment>;

export const equipmentCreated = defineEvent('equipment.created', 'equipment', {
  description: 'A machine was added.',
  payload: equipment,
});
export const equipmentStatusChanged = defineEvent('equipment.status_changed', 'equipment', {
  description: 'A machine has another status, say because it broke down or works again.',
  payload: {
    ...equipment,
    from: facts.text('Status before', 'operational'),
    to: facts.text('Status now', 'shutdown'),
    reason: facts.nullable(facts.text('Why, where somebody said so', 'The drive is too hot')),
  },
});
export const equipmentDecommissioned = defineEvent('equipment.decommissioned', 'equipment', {
  description: 'A machine was taken out of use for good.',
  payload: equipment,
});
export const equipmentRecommissioned = defineEvent('equipment.recommissioned', 'equipment', {
  description: 'A machine that had been decommissioned is in use again.',
  payload: equipment,
});
export const equipmentMoved = defineEvent('equipment.moved', 'equipment', {
  description: 'A machine stands elsewhere now: in another facility, or in another building of the same.',
  payload: { ...equipment, fromFacilityId: facts.uuid('Facility in which it stood before') },
});
