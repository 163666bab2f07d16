import { jest } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { createTestApp, provisionTestTenant, waitUntil, type TestApp, type TestTenant } from '#libs/testing';
import { aWorkOrder } from '../builders/work-orders/work-order.builder.js';
import { Browser, findChromium } from './chromium.js';

jest.setTimeout(120_000);

const chromium = findChromium();
/** A page that is still being drawn shows a button before it listens to it. */
async function openedBy(button: Locator, wanted: Locator): Promise<void> {
  const click = () => button.click({ timeout: 5_000 }).then(() => wanted.waitFor({ timeout: 5_000 }));
  const isThere = async () =>
    (await wanted.isVisible()) ||
    click().then(
      () => true,
      () => false,
    );
  await waitUntil(isThere, { timeoutMs: 60_000, what: 'the dialog' });
}

const inBrowser = chromium ? describe : describe.skip;
if (!chromium) process.stderr.write('No chromium was found on this machine: the browser tests are SKIPPED.\n');

let testApp: TestApp;
let acme: TestTenant;
let browser: Browser;

async function start(executable: string): Promise<void> {
  testApp = await createTestApp();
  acme = await provisionTestTenant(testApp);
  const admin = await acme.as('admin');
  const { body: facility } = await admin.post('/v1/facilities').send({ name: 'Harbour Tower' }).expect(201);
  const orders = ['Oil the door', 'Replace the lamp'].map((title) => aWorkOrder({ title }));
  for (const order of orders)
    await admin
      .post('/v1/work-orders')
      .send({ ...order, facilityId: facility.id })
      .expect(201);
  browser = await Browser.start(executable, testApp.baseUrl);
}

inBrowser('the documentation in a browser', () => {
  beforeAll(() => start(chromium!));
  beforeEach(() => {
    browser.foreign.length = 0;
    browser.complaints.length = 0;
  });
  afterEach(() => browser.closePages());
  afterAll(() => browser?.close());

  it('/docs signs in, remembers it when it is opened again, and lists work orders', async () => {
    const page = await browser.open('/docs#/Sign-in/login');
    const { email, password } = acme.admin;
    const login = operation(page, 'Sign-in', 'login');
    await login.locator('textarea').fill(JSON.stringify({ tenant: acme.slug, email, password }));
    expect(await execute(login)).toMatchObject({ status: 200, body: { accessToken: expect.any(String) } });

    await page.goto('/docs');
    await page.locator('#operations-tag-Work_orders').click();
    const list = operation(page, 'Work_orders', 'listWorkOrders');
    await list.locator('.opblock-summary-control').click();
    const { status, body } = await execute(list);
    expect(status).toBe(200);
    expect(titles(body)).toEqual(['Oil the door', 'Replace the lamp']);
    expect(browser).toMatchObject({ foreign: [], complaints: [] });
  });

  it('/reference shows every chapter and sends requests, without asking another host for anything', async () => {
    const page = await browser.open('/reference');
    const { accessToken } = await acme.tokens(acme.admin);
    await page.getByPlaceholder('Token').first().fill(accessToken);
    await page.getByRole('link', { name: 'Work orders' }).first().click();
    const test = page.getByRole('button', { name: /test request.*get \/v1\/work-orders\)?$/i });
    const send = page.getByRole('button', { name: /^send/i }).first();
    await openedBy(test, send);
    const answered = page.waitForResponse((response) => new URL(response.url()).pathname === '/v1/work-orders');
    await send.click();
    expect(titles(await (await answered).json())).toEqual(['Oil the door', 'Replace the lamp']);
    expect(browser).toMatchObject({ foreign: [], complaints: [] });
  });

  it('/reference opens the first hit of a search when Enter is pressed', async () => {
    const page = await browser.open('/reference');
    await page
      .getByRole('button', { name: /search/i })
      .first()
      .click();
    await page.getByRole('combobox').fill('Complete a work order');
    await page.locator('[id^="search-result-"]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/complete/i);
    await page.getByRole('combobox').waitFor({ state: 'hidden' });
    expect(browser).toMatchObject({ foreign: [], complaints: [] });
  });

  it.each(['/', '/docs/', '/reference/', '/admin/docs', '/admin/reference'])(
    '%s loads whole, and needs no scrolling sideways on a telephone',
    async (path) => {
      const page = await browser.open(path, { width: 390, height: 844 });
      await page
        .getByRole('heading', { name: /FieldPilot/ })
        .first()
        .waitFor();
      expect(new URL(page.url()).pathname).toBe(path === '/' ? '/' : path.replace(/\/$/, ''));
      // what is further down is made when it is reached
      for (let y = 0; y < 20_000; y += 2_000) {
        await page.mouse.wheel(0, 2_000);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      }
      expect(browser).toMatchObject({ foreign: [], complaints: [] });
    },
  );

  it('/docs needs none either where an operation is open', async () => {
    const page = await browser.open('/docs#/Work_orders/listWorkOrders', { width: 390, height: 844 });
    await operation(page, 'Work_orders', 'listWorkOrders').getByRole('button', { name: 'Execute' }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });
});

function operation(page: Page, tag: string, id: string): Locator {
  return page.locator(`#operations-${tag}-${id}`);
}

/** Presses the button of an operation of Swagger UI and reads what the page shows then. */
async function execute(shown: Locator): Promise<{ status: number; body: unknown }> {
  await shown.getByRole('button', { name: 'Execute' }).click();
  const answer = shown.locator('.live-responses-table tbody .response').first();
  const status = Number(await answer.locator('.response-col_status').innerText());
  return { status, body: JSON.parse(await answer.locator('.highlight-code code, pre').first().innerText()) };
}

function titles(page: unknown): string[] {
  return (page as { data: { title: string }[] }).data.map(({ title }) => title).sort();
}
