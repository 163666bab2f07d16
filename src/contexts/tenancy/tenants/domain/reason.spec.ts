import { normalReason } from './reason.js';

it('is a text of some length', () => {
  expect(normalReason('  unpaid since May ')).toBe('unpaid since May');
  for (const text of ['', '   ', 'x'.repeat(501)])
    expect(() => normalReason(text)).toThrow(expect.objectContaining({ code: 'tenant.reason_missing' }));
});
