import { WebhookPlaces } from './webhook-places.js';

it('gives a webhook some, and one that fails a single one', () => {
  const places = new WebhookPlaces();
  expect([places.take('a', false), places.take('a', false)]).toEqual([4, 0]);
  expect([places.take('b', true), places.take('b', true)]).toEqual([1, 0]);
  places.give('a', false);
  expect(places.take('a', false)).toBe(1);
});

it('leaves half to those that work, however many fail', () => {
  const places = new WebhookPlaces();
  const taken = Array.from({ length: 50 }, (_, n) => places.take(`dead ${n}`, true));
  expect(taken.reduce((a, b) => a + b)).toBe(20);
  expect(Array.from({ length: 6 }, (_, n) => places.take(`well ${n}`, false))).toEqual([4, 4, 4, 4, 4, 0]);
});
