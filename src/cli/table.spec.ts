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

it('is empty without rows', () => {
  expect(table([])).toBe('');
});

it('lists one member on each line', () => {
  expect(listing({ slug: 'acme', isActive: true, trialEndsAt: undefined })).toBe(
    'slug         acme\nisActive     true\ntrialEndsAt  -',
  );
});
