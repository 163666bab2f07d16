import { assertPassword } from './password-policy.js';

const own = ['maria.lopez@acme-lifts.example', 'Maria', 'López', 'acme-lifts', 'Acme Lifts'];

function codeOf(password: string): string | undefined {
  try {
    assertPassword(password, own, '/password');
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('assertPassword', () => {
  it.each(['correct horse battery', 'Blue-Kettle-41', 'пароль-для-лифта', 'Lift 7 at the Acme site'])(
    'takes %p',
    (password) => expect(codeOf(password)).toBeUndefined(),
  );

  it('counts characters, not UTF-16 units, and accepts 128 of them', () => {
    expect(codeOf('🛗🔧🪛🏢⚙️🔩'.slice(0, 9))).toBe('password.too_short');
    expect(codeOf('Ab3-'.repeat(32))).toBeUndefined();
    expect(codeOf('Ab3-'.repeat(65))).toBe('password.too_long');
  });

  it('checks the normalised password, which is compared at the sign-in', () => {
    expect(codeOf('ｐａｓｓｗｏｒｄ１２３')).toBe('password.too_common');
    expect(codeOf('ｍａｒｉａｌｏｐｅｚ２０２６')).toBe('password.too_personal');
    expect(codeOf('㎒㎒㎒㎒')).toBeUndefined();
    expect(codeOf('e\u0301'.repeat(9))).toBe('password.too_short');
    expect(codeOf('e\u0301'.repeat(200))).toBe('password.too_long');
  });

  it.each(['short', 'ninechars'])('refuses %p as too short', (password) =>
    expect(codeOf(password)).toBe('password.too_short'),
  );

  it.each(['Password123', 'PASSWORD1234!', 'qwertyuiop', '!!Administrator2026!!', 'Willkommen1'])(
    'refuses %p as common',
    (password) => expect(codeOf(password)).toBe('password.too_common'),
  );

  it.each([
    'maria.lopez@acme-lifts.example',
    'MariaLopez2026',
    'acme-lifts-2026',
    'AcmeLifts!!!',
    '123Acme Lifts123',
    'lopez&acme',
    'Maria@Lifts-1',
  ])('refuses %p as personal', (password) => expect(codeOf(password)).toBe('password.too_personal'));
});
