/**
 * Makes valid test data that differ from one call to the next; a test sets only what it is about.
 * @example const aFacility = builder((n) => ({ name: `Facility ${n}`, country: 'CZ' })); aFacility({ country: 'AT' })
 */
export function builder<T extends object>(defaults: (sequence: number) => T): (overrides?: Partial<T>) => T {
  let sequence = 0;
  return (overrides = {}) => ({ ...defaults(++sequence), ...overrides });
}
