import { connect } from 'node:net';
import { jest } from '@jest/globals';
import { createTestApp } from '#libs/testing';
import { Attacker } from './api/attacker.js';
import { documented } from './api/documented-operations.js';
import { casesOf, faultsOfCases, partsOfRequest } from './api/hostile-cases.js';

jest.setTimeout(60_000);

// Hostile input that is refused before an operation is known; for each operation see suites/hostile-input.suite.ts.

const write = documented.operation('createFacility');
let attacker: Attacker;

beforeAll(async () => {
  attacker = await Attacker.of(await createTestApp({ environment: { GENERATION_TICK_SECONDS: '3600' } }), [write]);
});

it('in every header of a call that writes down whose it was', async () => {
  const { headers } = partsOfRequest;
  expect(await faultsOfCases(attacker, write, headers, casesOf(headers, write))).toEqual([]);
});

const problemOf = async (path: string, headers: Record<string, string> = {}) => {
  const { stage } = attacker;
  const answer = await stage.http.send({
    method: 'GET',
    path,
    headers: { Authorization: `Bearer ${stage.token}`, ...headers },
  });
  expect(answer.headers['content-type']).toBe('application/problem+json');
  return [answer.status, answer.json.code];
};

describe('requests', () => {
  it('with headers that are too large, or too many', async () => {
    const large = { 'X-Large': 'x'.repeat(100_000) };
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`X-${index}`, '1']));
    for (const headers of [large, many])
      expect(await problemOf('/v1/me', headers)).toEqual([431, 'request.headers_too_large']);
  });

  it('to addresses that are too long', async () => {
    const long = 'x'.repeat(100_000);
    expect(await problemOf(`/v1/users?q=${long}`)).toEqual([431, 'request.headers_too_large']);
    expect(await problemOf(`/v1/users/${long}`)).toEqual([431, 'request.headers_too_large']);
    expect(await problemOf(`/v1/users/${long.slice(0, 5_000)}`)).toEqual([414, 'request.address_too_long']);
    expect(await problemOf(`/v1/users?${'a=1&'.repeat(3_000)}`)).toEqual([400, 'request.repeated_parameter']);
  });
});

describe('what is hardly HTTP', () => {
  const body = '{"email":"a@example.com","password":"x"}';
  const post = (headers: string, sent = body) =>
    `POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${sent}`;

  it.each([
    ['another protocol', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['another version', 'GET / HTTP/9.9\r\n\r\n'],
    ['no host', 'GET /v1/me HTTP/1.1\r\n\r\n'],
    ['two lengths', post(`Content-Length: 5\r\nContent-Length: ${body.length}`)],
    [
      'a length and chunks',
      post(`Content-Length: ${body.length}\r\nTransfer-Encoding: chunked`, `5\r\n${body}\r\n0\r\n\r\n`),
    ],
    ['a broken chunk', post('Transfer-Encoding: chunked', `zz\r\n${body}\r\n`)],
    ['a negative length', post('Content-Length: -1')],
    ['a null byte in a header', post('X-Request-Id: a\0b\r\nContent-Length: 0', '')],
    ['a folded header', post('X-Tenant: a\r\n b\r\nContent-Length: 0', '')],
    ['a method of its own', 'FROB /v1/me HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['an address that is none', 'GET \xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a whole URL', 'GET http://elsewhere/v1/me HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a broken escape', 'GET /v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('is refused: %s', async (_name, bytes) => {
    expect(await firstLineOf(bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  it('leaves the server well', async () => {
    expect((await attacker.stage.perform('getMe')).status).toBe(200);
  });
});

/** The server's response to bytes on its socket. */
async function firstLineOf(bytes: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(attacker.testApp.baseUrl).port) });
  socket.setTimeout(5_000, () => socket.destroy(new Error('no answer within five seconds')));
  socket.end(Buffer.from(bytes, 'latin1'));
  let received = '';
  for await (const chunk of socket) received += String(chunk);
  return received.slice(0, received.indexOf('\r\n'));
}
