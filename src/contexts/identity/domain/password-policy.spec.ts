import { assertPassword } from './password-policy.js';

const own = ['maria.lopez@acme-lifts.example', 'Maria', 'López', 'acme-lifts', 'Acme Lifts'];

function codeOf(password: string): string | undefined {
  try {
    assertPassword(password, own);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('assertPassword', () => {
  it.each([
    'correct horse battery',
    'Blue-Kettle-41',
    'x'.repeat(5) + 'y'.repeat(5),
    'пароль-для-лифта',
    '🛗🔧🛗🔧🛗🔧🛗🔧🛗🔧',
  ])('takes %p', (password) => expect(codeOf(password)).toBeUndefined());

  it('counts characters, not UTF-16 units, and takes 128 of them', () => {
    expect(codeOf('🛗🔧🪛🏢⚙️🔩'.slice(0, 9))).toBe('password.too_short');
    expect(codeOf('Ab3-'.repeat(32))).toBeUndefined();
    expect(codeOf('Ab3-'.repeat(65))).toBe('password.too_long');
  });

  it.each(['short', 'ninechars'])('refuses %p as too short', (password) =>
    expect(codeOf(password)).toBe('password.too_short'),
  );

  it.each([
    '1234567890',
    'Password123',
    'PASSWORD1234!',
    'qwertyuiop',
    '1q2w3e4r5t',
    'aaaaaaaaaaaa',
    'abcdefghijkl',
    '9876543210',
    '!!Administrator2026!!',
  ])('refuses %p as common', (password) => expect(codeOf(password)).toBe('password.too_common'));

  it.each(['maria.lopez@acme-lifts.example', 'MariaLopez2026', 'acme-lifts-2026', 'AcmeLifts!!!', '123Acme Lifts123'])(
    'refuses %p as personal',
    (password) => expect(codeOf(password)).toBe('password.too_personal'),
  );
});
