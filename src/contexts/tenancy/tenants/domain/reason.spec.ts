import { normalReason } from './reason.js';

it('is one line of text', () => {
  expect(normalReason('  unpaid since May ')).toBe('unpaid since May');
  for (const text of ['', '   ', 'two\nlines', 'x'.repeat(501)])
    expect(() => normalReason(text)).toThrow(expect.objectContaining({ code: 'tenant.reason_missing' }));
});
