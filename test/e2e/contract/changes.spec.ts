import { jest } from '@jest/globals';
import { createTestApp, provisionTestTenant, sentStatements, type TestApp } from '#libs/testing';
import { isList, pathParameters, queryParameters, type Operation } from './api/described-api.js';
import { startStripeStandIn } from '../../support/stripe/stripe-stand-in.js';
import { documented } from './api/documented-operations.js';
import { Stage, type Ids } from './api/stage.js';
import { TenantRows } from './api/tenant-rows.js';

// Clients that keep a copy query by time of change, so nothing that a list shows of its own rows may change unless `updatedAt` does.

jest.setTimeout(60_000);

/** Read with each response: they belong to other resources, or change with time alone. */
const shownOnly = new Set([
  'equipmentName',
  'assigneeName',
  'isOverdue',
  'work',
  'reopenableUntil',
  'file',
  'avatarUrl',
]);

/** Operations that change no row of such a list. */
const withoutChange = new Set([
  ...[
    'signUp',
    'refresh',
    'logout',
    'forgotPassword',
    'endMySession',
    'endMyOtherSessions',
    'resendVerification',
    'changeMyEmail',
    'previewMaintenanceSchedule',
    'createServiceRequestMessage',
  ],
  ...['readNotification', 'readAllNotifications', 'updateNotificationPreferences', 'updateNotificationDefaults'],
  ...['createTenantDomain', 'verifyTenantDomain', 'makeTenantDomainPrimary', 'removeTenantDomain'],
  ...['updateTenant', 'skipOnboarding', 'resumeOnboarding'],
  'renewBackupCodes',
  // what is sent is none of the webhook
  ...['pingWebhook', 'replayWebhookDelivery', 'replayWebhookDeliveries'],
  'createUpload',
  // what is paid comes from Stripe
  ...['beginCheckout', 'openPortal', 'cancelSubscription', 'resumeSubscription'],
  ...['previewPlanSwitch', 'switchPlan'],
  // the totals of the part stay as they are
  'transferParts',
  // the level at a location is none of the part
  'setReorderLevel',
  // what they are attached to stays as it is
  ...['createWorkOrderAttachment', 'createServiceRequestAttachment'],
  ...['deleteWorkOrderAttachment', 'deleteServiceRequestAttachment'],
  // parts stay what they are
  'createPartReplacement',
  // work orders stay as they are
  ...['createWorkOrderLink', 'deleteWorkOrderLink', 'createWorkOrderHelper', 'deleteWorkOrderHelper'],
  // of a schedule that is due in many years
  'generateFromMaintenanceSchedule',
]);

type Row = Record<string, unknown> & { readonly id: string; readonly updatedAt: string };
type Rows = ReadonlyMap<string, Row>;

const tracked = documented.operations.filter(
  (list) => list.access === 'user' && isList(list) && queryParameters(list).some(({ name }) => name === 'updatedAfter'),
);
const writes = documented.operations.filter(
  ({ method, access, path }) => method !== 'GET' && access !== 'operator' && !path.startsWith('/admin/'),
);

/** Rows of tables with such a list, whatever wrote them. Whether an operation still runs is not shown. */
const update =
  /\bupdate\s+"?tenant_\w+"?\."?(users|teams|invitations|api_keys|facilities|buildings|equipment|equipment_documents|equipment_images|inventory_parts|stock_locations|suppliers|part_suppliers|purchase_orders|maintenance_schedules|tasks|task_comments|operations)"?\s/i;
const tellsWhen = (text: string): boolean =>
  /\bset\b[^]*"?updated_at"? =/i.test(text) || /set "due_at" = now\(\) \+ [^,]* where/.test(text);

let testApp: TestApp;
let stage: Stage;
let rows: TenantRows;

beforeAll(async () => {
  testApp = await createTestApp({ environment: (await startStripeStandIn()).environment });
  const tenant = await provisionTestTenant(testApp);
  stage = await Stage.of(tenant, 'sample');
  rows = new TenantRows(testApp.database, tenant.ref.schema);
});
afterAll(() => testApp?.close());

/** Every row of a list, for every parent. */
async function readAll(list: Operation, narrowed: Record<string, string> = {}): Promise<Rows> {
  const found = new Map<string, Row>();
  for (const ids of await placesOf(list)) {
    let cursor: string | null = '';
    while (cursor !== null) {
      const asked: Record<string, string> = { limit: '100', ...narrowed, ...(cursor && { cursor }) };
      const { json } = await stage.send(list, { ids, query: asked });
      for (const row of json.data as Row[]) found.set(row.id, row);
      cursor = json.nextCursor as string | null;
    }
  }
  return found;
}

async function placesOf(list: Operation): Promise<Ids[]> {
  if (pathParameters(list).length === 0) return [{}];
  const above = documented.find('GET', list.path.slice(0, list.path.indexOf('/{')))!;
  return [...(await readAll(above)).keys()].map((id) => ({ id }));
}

async function readLists(narrowed?: Record<string, string>): Promise<Map<string, Rows>> {
  const found = new Map<string, Rows>();
  for (const list of tracked) found.set(list.id, await readAll(list, narrowed));
  return found;
}

function ownFields(row: Row | undefined): string {
  const { updatedAt: _, ...fields } = row ?? {};
  return JSON.stringify(Object.entries(fields).filter(([name]) => !shownOnly.has(name)));
}

function changed(before: Map<string, Rows>, after: Map<string, Rows>): [string, Row][] {
  return [...after].flatMap(([list, now]) =>
    [...now.values()]
      .filter((row) => ownFields(row) !== ownFields(before.get(list)!.get(row.id)))
      .map((row): [string, Row] => [list, row]),
  );
}

interface Observed {
  /** Rows that have changed or are new, with their list. */
  readonly differing: readonly (readonly [list: string, row: Row])[];
  /** The time of the database before that. */
  readonly since: string;
  /** Statements that were sent. */
  readonly texts: readonly string[];
}

async function observe(work: () => Promise<unknown>): Promise<Observed> {
  await rows.settled();
  const [{ since }] = (await testApp.database.query(`select to_char(clock_timestamp() at time zone 'UTC',
    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since`)) as [{ since: string }];
  const before = await readLists();
  const messages = await sentStatements(async () => {
    await work();
    await rows.settled();
  });
  const differing = changed(before, await readLists());
  return { differing, since, texts: messages.flat().map(({ text }) => text) };
}

async function expectFound({ differing, since, texts }: Observed): Promise<void> {
  expect(texts.filter((text) => update.test(text) && !tellsWhen(text))).toEqual([]);
  const found = await readLists({ updatedAfter: since, sort: 'updatedAt' });
  for (const [list, row] of differing) {
    expect({ list, id: row.id, isFound: found.get(list)!.has(row.id) }).toMatchObject({ isFound: true });
    expect(row.updatedAt >= since).toBe(true);
  }
}

async function callOf(operation: Operation): Promise<() => Promise<unknown>> {
  const ids = await stage.target(operation);
  const call = { ids, body: await stage.body(operation), token: await stage.tokenFor(operation) };
  return () => stage.perform(operation.id, call);
}

describe('operations that change a row with a time of change', () => {
  it('are most operations', () => expect(writes.length - withoutChange.size).toBeGreaterThan(35));

  for (const operation of writes)
    it(`${operation.id} is found by updatedAfter`, async () => {
      const observed = await observe(await callOf(operation));
      if (withoutChange.has(operation.id)) expect(observed.differing).toEqual([]);
      else if (operation.method !== 'DELETE') expect(observed.differing).not.toEqual([]);
      await expectFound(observed);
    });

  it('the generation of a due work order is: the order, its schedule and its machine', async () => {
    const body = (await stage.body(documented.operation('createMaintenanceSchedule')))!;
    const observed = await observe(async () => {
      const due = { ...body, firstOccurrenceAt: '2026-01-31T09:00:00', timezone: 'UTC' };
      const { json } = await stage.perform('createMaintenanceSchedule', { body: due });
      await stage.perform('generateFromMaintenanceSchedule', { ids: { id: json.id } });
    });
    const lists = new Set(observed.differing.map(([list]) => list));
    expect([...lists].sort()).toEqual(['listEquipment', 'listMaintenanceSchedules', 'listWorkOrders']);
    await expectFound(observed);
  });
});
