import { listing, table } from './table.js';

it('gives each column the width of its widest cell', () => {
  const rows = [
    { slug: 'acme', tenants: 12, domain: null },
    { slug: 'st-marien', tenants: 3, domain: 'x.example' },
  ];
  expect(table(rows)).toBe(
    ['slug       tenants  domain', 'acme       12       -', 'st-marien  3        x.example'].join('\n'),
  );
});

it('has nothing to say about no rows', () => {
  expect(table([])).toBe('');
});

it('lists one member a line', () => {
  expect(listing({ slug: 'acme', isActive: true, trialEndsAt: undefined })).toBe(
    'slug         acme\nisActive     true\ntrialEndsAt  -',
  );
});
