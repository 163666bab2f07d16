import { builder } from '#libs/testing';

/** The body of `POST /v1/equipment`, but for the facility. */
export const aMachine = builder((n) => ({
  equipmentNumber: `L-${String(n).padStart(4, '0')}`,
  name: `Passenger lift ${n}`,
  equipmentType: 'lift',
  manufacturer: 'Otis',
  model: 'Gen2',
}));
