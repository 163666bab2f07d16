import { randomBytes } from 'node:crypto';
import { weaknessOf } from './password-strength.js';

const own = ['maria.lopez@acme-lifts.example', 'Maria', 'López', 'acme-lifts', 'Acme Lifts'];

describe('weaknessOf', () => {
  it.each([
    ...['password123', 'passwordpassword', '1234567890a', 'P@$$w0rd123', 'letmeinplease', 'abcabcabcabc'],
    ...[
      'ｐａｓｓｗｏｒｄ１２３',
      'Ｐ＠＄＄ｗ０ｒｄ１２３',
      'xxxxxyyyyy',
      '🛗🔧🛗🔧🛗🔧🛗🔧🛗🔧',
      'aaaaaaaaaaaa',
      'абвгдежзик',
    ],
    ...['abcdefghijkl', '9876543210', '1q2w3e4r5t', 'f1e1dp1l0t', 'monkey123456', 'Ab3-'.repeat(32), '2147483647'],
  ])('finds %p common', async (password) => expect(await weaknessOf(password, own)).toBe('common'));

  it.each(['M4r14L0p3z', 'zepol-airam', 'acmelifts22'])('finds %p personal', async (password) =>
    expect(await weaknessOf(password, own)).toBe('personal'),
  );

  it.each(['correct horse battery', 'Blue-Kettle-41', 'пароль-для-лифта', 'the other of them'])(
    'takes %p',
    async (password) => expect(await weaknessOf(password, own)).toBeUndefined(),
  );

  it('accepts random passwords, and needs no more time for long ones', async () => {
    for (let i = 0; i < 200; i += 1)
      expect(await weaknessOf(randomBytes(9).toString('base64url'), own)).toBeUndefined();
    const time = async (password: string) => {
      const start = performance.now();
      for (let i = 0; i < 10; i += 1) await weaknessOf(password, own);
      return performance.now() - start;
    };
    const hard = 'p@$$w0rd1';
    await time(hard.repeat(8));
    // without a bound it would take sixteen times as long
    expect(await time(hard.repeat(28))).toBeLessThan(4 * (await time(hard.repeat(8).slice(0, 64))));
  });
});
