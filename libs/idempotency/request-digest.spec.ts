import { createHash } from 'node:crypto';
import { RequestDigest } from './request-digest.js';

const digest = new RequestDigest('a secret of the installation');
const request = { method: 'POST', url: '/v1/users', body: Buffer.from('{"password":"blue-kettle"}') };
const others = [
  { ...request, method: 'PUT' },
  { ...request, url: '/v1/users?x=1' },
  { ...request, body: Buffer.from('{"password":"red-kettle"}') },
  { ...request, body: null },
];
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest();

describe('the digest of a request', () => {
  it('is the same for the same bytes, in every process with that secret', () => {
    const stored = new RequestDigest('a secret of the installation').of(request);
    expect(digest.matches(stored, request)).toBe(true);
    expect(others.map((other) => digest.matches(stored, other))).toEqual(others.map(() => false));
  });

  it('fits its column and is no hash that could be computed without the secret', () => {
    const stored = digest.of(request);
    expect(stored.length).toBeLessThanOrEqual(64);
    const whole = Buffer.concat([Buffer.from('POST /v1/users\n'), request.body]);
    for (const encoding of ['hex', 'base64url'] as const)
      for (const plain of [sha256(whole), sha256(request.body)]) expect(stored).not.toContain(plain.toString(encoding));
    expect(new RequestDigest('another secret').of(request)).not.toBe(stored);
  });

  it('of the previous release is still compared', () => {
    const stored = sha256(Buffer.concat([Buffer.from('POST /v1/users\n'), request.body])).toString('hex');
    expect(digest.matches(stored, request)).toBe(true);
    expect(others.map((other) => digest.matches(stored, other))).toEqual(others.map(() => false));
  });

  it('of another secret cannot be compared, and refuses nobody', () => {
    expect(digest.matches(new RequestDigest('another secret').of(request), request)).toBe(true);
  });
});
