import { inStoredOrder } from './custom-values.js';

it('orders names as jsonb does: by length in bytes, then by bytes', () => {
  const given = { stops: 1, Ab: 2, b: 3, ä: 4, ab: 5, ropes: 6 };
  expect(Object.keys(inStoredOrder(given))).toEqual(['b', 'Ab', 'ab', 'ä', 'ropes', 'stops']);
  expect(inStoredOrder(given)).toEqual(given);
});
