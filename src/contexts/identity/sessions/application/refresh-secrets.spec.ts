import { uuidv7 } from '#libs/kernel';
import { RefreshSecrets } from './refresh-secrets.js';

const secrets = new RefreshSecrets('fprt_', 'a secret of the server');
const tenantId = uuidv7();

describe('RefreshSecrets', () => {
  it('finds the tenant in a token and its successors', () => {
    const first = secrets.first(tenantId);
    const third = secrets.successor(secrets.successor(first.text).text);
    expect(first.text).toMatch(/^fprt_[\w-]{64}$/);
    expect(secrets.read(first.text)).toEqual({ tenantId, hash: first.hash });
    expect(secrets.read(third.text)).toEqual({ tenantId, hash: third.hash });
    expect(third.text).not.toBe(first.text);
  });

  it('derives the same successor each time, and another one with another key', () => {
    const { text } = secrets.first(tenantId);
    expect(secrets.successor(text)).toEqual(secrets.successor(text));
    expect(new RefreshSecrets('fprt_', 'another secret').successor(text)).not.toEqual(secrets.successor(text));
  });

  it.each([
    '',
    'fprt_',
    'x',
    `fprt_${'A'.repeat(63)}`,
    `fprt_${'A'.repeat(65)}`,
    `fpot_${'A'.repeat(64)}`,
    `fprt_${'!'.repeat(64)}`,
  ])('does not take %p for a token', (text) => expect(secrets.read(text)).toBeUndefined());
});
