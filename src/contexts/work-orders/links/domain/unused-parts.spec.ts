import fc from 'fast-check';
import { unusedParts } from './unused-parts.js';

const part = fc.record({
  partId: fc.uuid(),
  used: fc.nat(50),
  locations: fc.array(fc.record({ locationId: fc.uuid(), planned: fc.integer({ min: 1, max: 20 }) }), { maxLength: 5 }),
});
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

it('are what is planned less what was used, and never more than is planned at their location', () => {
  fc.assert(
    fc.property(part, (one) => {
      const unused = unusedParts([one]);
      const planned = sum(one.locations.map((location) => location.planned));
      expect(sum(unused.map(({ quantity }) => quantity))).toBe(Math.max(planned - one.used, 0));
      for (const { quantity, kept, locationId } of unused)
        expect(one.locations).toContainEqual({ locationId, planned: quantity + kept });
    }),
  );
});
