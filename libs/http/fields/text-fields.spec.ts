import type { FieldError } from '#libs/kernel';
import { kinds } from './text-fields.js';

function read(value: unknown): { read: unknown; codes: string[] } {
  const faults: FieldError[] = [];
  return { read: kinds.email().read(value, '/email', faults), codes: faults.map(({ code }) => code) };
}

describe('an e-mail address', () => {
  it.each(['ada@example.com', ' Ada.Lovelace+lifts@mail.example.co.uk ', 'a@xn--bcher-kva.example'])(
    'may be %j',
    (value) => {
      expect(read(value)).toEqual({ read: value.trim(), codes: [] });
    },
  );

  it.each([
    '',
    'ada',
    'ada@',
    '@example.com',
    '"a b"@example.com',
    '"a"@example.com',
    'ä@example.com',
    'a@bücher.example',
  ])('is not %j', (value) => {
    expect(read(value)).toEqual({ read: undefined, codes: ['field.email'] });
  });

  it.each([null, 1, {}, ['ada@example.com'], 'a@example.com\0', 'a\r\nBcc: b@example.com'])('nor %j', (value) => {
    expect(read(value).codes).toEqual(['field.email']);
  });
});
