import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { createTestApp, provisionTestTenant, type TestApp } from '#libs/testing';
import { createClientProject, type ClientProject } from '../support/client-package.js';
import { Browser, findChromium } from './chromium.js';

jest.setTimeout(120_000);

const chromium = findChromium();
const inBrowser = chromium ? describe : describe.skip;
if (!chromium) process.stderr.write('No chromium was found on this machine: the browser tests are SKIPPED.\n');

const page = `<!doctype html><title>An application</title><script type="importmap">{ "imports": {
  "@fieldpilot/client": "/@fieldpilot/client/dist/index.js", "openapi-fetch": "/openapi-fetch/dist/index.mjs"
} }</script>`;

/** An application of another origin, which loads the packages as they are installed. */
async function serve({ folder }: ClientProject): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    response.setHeader('content-type', url === '/' ? 'text/html' : 'text/javascript');
    if (url === '/') response.end(page);
    else
      createReadStream(join(folder, 'node_modules', url))
        .on('error', () => response.end())
        .pipe(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

inBrowser('the client in a browser, from another origin', () => {
  let project: ClientProject;
  let server: Server;
  let testApp: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    project = await createClientProject();
    server = await serve(project);
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    testApp = await createTestApp({ environment: { CORS_ORIGINS: origin } });
    browser = await Browser.start(chromium!, origin);
  });
  afterAll(async () => {
    await browser.close();
    await testApp.close();
    server.close();
    project.remove();
  });

  it('signs in, creates, walks a list, changes by ETag and reads a problem, also where there is no randomUUID', async () => {
    const acme = await provisionTestTenant(testApp);
    const { email, password } = acme.admin;
    const opened = await browser.open('/');
    const told = await opened.evaluate(`(async () => {
      Object.defineProperty(crypto, 'randomUUID', { value: undefined });
      const { FieldPilotClient } = await import('@fieldpilot/client');
      const client = new FieldPilotClient({ baseUrl: '${testApp.baseUrl}' });
      await client.signIn(${JSON.stringify({ tenant: acme.slug, email, password })});
      for (const name of ['Day', 'Night', 'Spare']) await client.POST('/v1/teams', { body: { name } });
      const names = [];
      for await (const { id, name } of client.rows('/v1/teams', { params: { query: { limit: 2, sort: 'name' } } })) {
        const changed = await client.update('/v1/teams/{id}', { path: { id }, change: () => ({ description: name }) });
        names.push(changed.description);
      }
      const refusal = await client.POST('/v1/teams', { body: {} }).catch(({ code, errors }) => [code, errors[0].pointer]);
      return { names, refusal };
    })()`);
    expect(told).toEqual({ names: ['Day', 'Night', 'Spare'], refusal: ['request.invalid', '/name'] });
  });
});
