import { connect, type AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MeController, startFixture } from '../../test/support/http-fixture.js';

let app: NestFastifyApplication;
afterEach(() => app.close());

const head = ['POST /v1/auth/login HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Length: 1000'];

it('a body that comes a byte a second is cut off after thirty seconds', async () => {
  ({ app } = await startFixture({ controllers: [MeController] }));
  await app.listen(0, '127.0.0.1');
  const socket = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.on('error', () => undefined).on('data', (chunk) => (answer += chunk.toString()));
  const start = performance.now();
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  const drip = setInterval(() => socket.write(' '), 1_000);
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(drip);
  const seconds = (performance.now() - start) / 1_000;
  expect([seconds > 29, seconds < 36]).toEqual([true, true]);
  expect(answer).toMatch(/^HTTP\/1\.1 (408|400) /);
});
