import { p } from '@mikro-orm/core';
import { nullsOf, textsOf } from './column-facts.js';

const columns = {
  name: p.string(),
  notes: p.text().nullable().fieldName('remarks'),
  story: p.text(),
  at: p.date().nullable(),
};

it('says which columns may be null, and which hold long texts', () => {
  const nulls: { notes: null; at: null } = nullsOf(columns);
  expect(nulls).toEqual({ notes: null, at: null });
  expect([...textsOf(columns)]).toEqual(['notes', 'story']);
});
