import { preferredOf } from './preferred-type.js';

const types = ['application/json', 'text/csv'];

it.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['text/csv', 'text/csv'],
  ['Text/CSV; charset=utf-8', 'text/csv'],
  ['text/*', 'text/csv'],
  ['text/csv, application/json', 'text/csv'],
  ['application/json, text/csv', 'application/json'],
  ['application/json;q=0.5, text/csv;q=0.9', 'text/csv'],
  ['text/csv;q=0, */*', 'application/json'],
  ['video/mp4', 'application/json'],
  [';;,=', 'application/json'],
])('Accept: %s asks for %s', (accept, type) => {
  expect(preferredOf(types, accept)).toBe(type);
});
