import { Agent, get as httpGet, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { Body, Controller, Get, Injectable, Post, Query } from '@nestjs/common';
import request from 'supertest';
import { MeController, startFixture } from '../../test/support/http-fixture.js';
import { securityHeaders } from './response/security-headers.js';
import { Drain, HttpAdapter, OperatorOnly, Permission, Public, ReadinessProbe, StartupWork } from './index.js';

@Injectable()
class DatabaseProbe extends ReadinessProbe {
  static state: () => Promise<unknown> = () => Promise.resolve();
  readonly name = 'database';

  check(): Promise<unknown> {
    return DatabaseProbe.state();
  }
}

@Controller('v1/slow')
class SlowController {
  static finish: (() => void) | undefined;

  @Get()
  @Public()
  async readSlowly(): Promise<unknown> {
    await new Promise<void>((resolve) => (SlowController.finish = resolve));
    return { status: 'finished' };
  }
}

describe('health', () => {
  it('is ready when every probe is, and says which one is not', async () => {
    const { app } = await startFixture({ providers: [DatabaseProbe] });
    const ready = () => request(app.getHttpServer()).get('/health/ready');
    expect((await ready()).body).toEqual({ status: 'ready', checks: { startup: 'up', database: 'up' }, figures: {} });
    DatabaseProbe.state = () => Promise.reject(new Error('gone'));
    const down = await ready();
    expect([down.status, down.body]).toEqual([
      503,
      { status: 'unavailable', checks: { startup: 'up', database: 'down' }, figures: {} },
    ]);
    DatabaseProbe.state = () => new Promise(() => undefined);
    expect((await ready()).status).toBe(503);
    DatabaseProbe.state = () => Promise.resolve();
    expect((await request(app.getHttpServer()).get('/health/live')).body).toEqual({ status: 'alive' });
    await app.close();
  });
});

describe('a process that still starts', () => {
  it('is not ready before all that it has begun is done, nor after any of it failed', async () => {
    const { app } = await startFixture();
    const work = app.get(StartupWork);
    const ready = async () => {
      const { status, body } = await request(app.getHttpServer()).get('/health/ready');
      return [status, body.checks.startup];
    };
    const ends: (() => void)[] = [];
    const begin = () => work.run(() => new Promise<string>((resolve) => ends.push(() => resolve('made'))));
    expect(await ready()).toEqual([200, 'up']);
    const both = [begin(), begin()];
    expect(await ready()).toEqual([503, 'down']);
    ends[0]!();
    await both[0];
    expect(await ready()).toEqual([503, 'down']);
    ends[1]!();
    expect(await Promise.all(both)).toEqual(['made', 'made']);
    expect(await ready()).toEqual([200, 'up']);
    await expect(work.run(() => Promise.reject(new Error('in vain')))).rejects.toThrow('in vain');
    expect(await ready()).toEqual([503, 'down']);
    await app.close();
  });
});

describe('shutdown', () => {
  it('fails readiness first, serves what comes meanwhile, and cuts nothing off', async () => {
    const { app } = await startFixture({ config: { nodeEnv: 'development' }, controllers: [SlowController] });
    await app.listen(0, '127.0.0.1');
    const agent = new Agent({ keepAlive: true });
    const address = app.getHttpServer().address() as AddressInfo;
    const get = (path: string) => fetchWith(agent, address, path);
    expect((await get('/health/ready')).status).toBe(200);
    const slow = get('/v1/slow');
    await until(() => SlowController.finish !== undefined);

    const closing = app.close();
    await until(() => app.get(Drain).started);
    const [ready, missing, live] = [await get('/health/ready'), await get('/v1/none'), await get('/health/live')];
    expect([ready.status, ready.body.status, missing.status, live.status]).toEqual([503, 'draining', 404, 200]);
    // New connections are still accepted at this stage, so closing this one would only make the client connect again.
    expect(ready.headers.connection).toBe('keep-alive');
    await until(() => app.get(Drain).closesConnections);
    expect((await get('/health/live')).headers.connection).toBe('close');
    await refused(get);
    SlowController.finish!();
    expect((await slow).body).toEqual({ status: 'finished' });
    await closing;
  });

  it('answers what arrives on an idle connection, and waits for none that never sends anything', async () => {
    const { app } = await startFixture({ config: { nodeEnv: 'development' }, controllers: [] });
    await app.listen(0, '127.0.0.1');
    const address = app.getHttpServer().address() as AddressInfo;
    const idle = new Agent({ keepAlive: true });
    await fetchWith(idle, address, '/health/live');
    const silent = connect(address.port, '127.0.0.1').on('error', () => undefined);
    await new Promise((resolve) => silent.once('connect', resolve));
    const start = performance.now();
    const closing = app.close();
    await until(() => app.get(Drain).closesConnections);
    const last = await fetchWith(idle, address, '/health/live');
    expect([last.status, last.headers.connection]).toEqual([200, 'close']);
    await closing;
    expect(performance.now() - start).toBeLessThan(4_000);
    expect(idle.sockets).toEqual({});
  });

  it('tells endless answers to end', async () => {
    const { app } = await startFixture();
    const { signal } = app.get(Drain);
    expect(signal.aborted).toBe(false);
    await app.close();
    expect(signal.aborted).toBe(true);
  });
});

describe('a connection that does not speak HTTP', () => {
  it.each([
    ['nonsense', 'NONSENSE\r\n\r\n', 400],
    ['headers of 100 kB', `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
  ])('is answered a problem: %s', async (_what, bytes, status) => {
    const { app } = await startFixture();
    await app.listen(0, '127.0.0.1');
    const text = await exchange(app.getHttpServer().address() as AddressInfo, bytes);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n')))).toMatchObject({ status });
    const usual = (await request(app.getHttpServer()).get('/health/live')).headers;
    for (const name of Object.keys(securityHeaders({ nodeEnv: 'test' })))
      expect([name, headerOf(text, name)]).toEqual([name, usual[name]]);
    await app.close();
  });

  it.each([
    ['says nothing more', () => undefined],
    ['goes on sending', (socket: Socket) => setInterval(() => socket.write('X'.repeat(1_000)), 50)],
  ])('is not kept by a client that keeps its side open and %s', async (_what, after) => {
    const { app } = await startFixture();
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const sockets = Array.from({ length: 20 }, () => connect({ port, host: '127.0.0.1', allowHalfOpen: true }));
    const timers = sockets.map((socket, index) => {
      socket.on('error', () => undefined).resume();
      socket.write(['NONSENSE\r\n\r\n', 'GET / HTTP/1.1\r\nHost : x\r\n\r\n'][index % 2]!);
      return after(socket);
    });
    await until(() => sockets.every(({ readableEnded }) => readableEnded));
    const start = performance.now();
    while ((await connectionCount(app)) > 0 && performance.now() - start < 5_000) await nextTurn();
    expect(await connectionCount(app)).toBe(0);
    await app.close();
    expect(performance.now() - start).toBeLessThan(3_000);
    for (const timer of timers) clearInterval(timer);
    for (const socket of sockets) socket.destroy();
  });
});

describe('a client that breaks off in the middle of its body', () => {
  it('is no failure of the server', async () => {
    const { app, log } = await startFixture({ controllers: [MeController] });
    await app.listen(0, '127.0.0.1');
    const head =
      'POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked';
    const text = await exchange(app.getHttpServer().address() as AddressInfo, `${head}\r\n\r\nno chunk\r\n`);
    expect(text).toMatch(/^HTTP\/1.1 400 /);
    await request(app.getHttpServer()).get('/v1/me').expect(401);
    expect(log.map(({ level, path }) => ({ level, path }))).toEqual([{ level: 'info', path: '/v1/me' }]);
    await app.close();
  });
});

describe('routes that are not declared completely', () => {
  @Controller('v1/open')
  class ForgottenController {
    @Get()
    listForgotten(): void {}

    @Get('admin')
    @OperatorOnly()
    misplaced(): void {}

    @Get('picked')
    @Public()
    picked(@Query('name') _name: string): void {}

    @Post('picked')
    @Public()
    pickedBody(@Body('name') _name: string): void {}

    @Post('unchecked')
    @Public()
    unchecked(@Body() _body: { name: string }): void {}

    @Get('unchecked')
    @Public()
    uncheckedQuery(@Query() _query: Record<string, string>): void {}
  }

  @Controller('admin/v1/things')
  class UserInAdminController {
    @Get()
    @Permission('things:read')
    listThings(): void {}
  }

  it('keep the application from starting, each named', async () => {
    const started = startFixture({ controllers: [MeController, ForgottenController, UserInAdminController] });
    const error = await started.then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error?.message.split('\n').slice(1)).toEqual([
      expect.stringMatching(/ForgottenController.listForgotten has neither/),
      expect.stringMatching(/ForgottenController.misplaced is for operators/),
      expect.stringMatching(/ForgottenController.picked picks a single query/),
      expect.stringMatching(/ForgottenController.pickedBody picks a single query/),
      expect.stringMatching(/ForgottenController.unchecked takes a query or body that is no class/),
      expect.stringMatching(/ForgottenController.uncheckedQuery takes a query or body that is no class/),
      expect.stringMatching(/UserInAdminController.listThings lies below/),
    ]);
  });

  it('need an adapter of this library', async () => {
    const { app } = await startFixture({ controllers: [] });
    expect(app.getHttpAdapter()).toBeInstanceOf(HttpAdapter);
    await app.close();
  });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: { readonly status?: unknown };
}

function fetchWith(agent: Agent, { port }: AddressInfo, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = httpGet({ agent, port, host: '127.0.0.1', path }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: JSON.parse(text) }),
      );
    });
    call.on('error', reject);
  });
}

function exchange({ port }: AddressInfo, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('close', () => resolve(text)).on('error', () => undefined);
  });
}

function headerOf(answer: string, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)\r$`, 'im').exec(answer)?.[1];
}

function connectionCount(app: { getHttpServer(): Server }): Promise<number> {
  return new Promise((resolve) => app.getHttpServer().getConnections((_error, count) => resolve(count)));
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await nextTurn();
}

/** Repeats the request until the server accepts no more connections. */
async function refused(get: (path: string) => Promise<Answer>): Promise<void> {
  const answer = await get('/health/live').catch((error: Error & { code?: string }) => error.code);
  if (answer !== 'ECONNREFUSED') return refused(get);
}
