import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createTestApp, type HttpClient, type TestApp } from '#libs/testing';
import { demoIds } from '../../../src/contexts/demo-ids.js';
import { showSignIns } from '../../../src/boot/start-demo.js';
import { seedDemo, type DemoSignIns } from '../../../src/demo/index.js';
import { contradictions, otherwiseThanSent } from './api/example-contradictions.js';
import { send, shownAnswers, shownChanges, type ShownCall, type ShownDocument } from './api/example-sender.js';

let testApp: TestApp;
let document: ShownDocument;
let signIns: DemoSignIns;
let dataDir: string;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { ROLE: 'api' } });
  dataDir = mkdtempSync(join(tmpdir(), 'fieldpilot-demo-'));
  ({ signIns } = await seedDemo(testApp.app, { dataDir, baseUrl: testApp.baseUrl }));
  document = await read('/openapi.json');
});

async function read(path: string): Promise<ShownDocument> {
  return (await testApp.anonymous.get(path).expect(200)).body as ShownDocument;
}

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const alike = (reason: string, ids: string) => Object.fromEntries(ids.split(' ').map((id) => [id, reason]));

/** What no document can hold for an installation that was made later. */
const secret: Readonly<Record<string, string>> = {
  signUp: 'tokens are new in each answer; sign-up.spec.ts sends it',
  login: 'passwords are made up by each installation',
  signInSecondStep: 'tokens are given by a sign-in',
  ...alike('uploads begin with a request', 'createDocument updateDocument createEquipmentImage updateEquipmentImage'),
  ...alike('as createDocument', 'createWorkOrderAttachment createServiceRequestAttachment importEquipment'),
  createUpload: 'a file is no JSON; uploads.spec.ts sends many',
  enrolTwoFactor: 'secrets are new in each answer; two-factor.spec.ts sends it',
  confirmTwoFactor: 'codes are made of the secret',
  renewBackupCodes: 'nobody of the demo has a second factor',
  resetUserTwoFactor: 'nobody of the demo has a second factor',
  disableTwoFactor: 'nobody of the demo has a second factor',
  refresh: 'tokens are given by a sign-in',
  logout: 'it ends the session that the others use',
  changeMyPassword: 'passwords are made up by each installation',
  endMySession: 'sessions begin with a sign-in',
  endMyOtherSessions: 'it ends the sessions that others of the demo use',
  resetPassword: 'tokens are mailed',
  verifyEmail: 'tokens are mailed',
  resendVerification: 'the addresses of the demo are verified',
  changeMyEmail: 'passwords are made up by each installation',
  acceptInvitation: 'tokens are mailed',
  resendInvitation: 'invitations begin with a request',
  deleteInvitation: 'invitations begin with a request',
  updateWebhook: 'webhooks begin with a request',
  rotateWebhookSecret: 'as updateWebhook',
  enableWebhook: 'as updateWebhook',
  disableWebhook: 'as updateWebhook',
  pingWebhook: 'as updateWebhook',
  replayWebhookDelivery: 'as updateWebhook',
  replayWebhookDeliveries: 'as updateWebhook',
  cancelOperation: 'operations begin with a request',
  verifyTenantDomain: 'no domain of the demo waits for its record',
  makeTenantDomainPrimary: 'the demo has no second domain',
  updateWorkOrderComment: 'comments are changed within minutes, and those of the demo are older',
  deleteWorkOrderComment: 'as updateWorkOrderComment',
  deleteWorkOrderLink: 'links begin with a request',
  cancelWorkOrders: 'it ends work that other examples need',
  reopenServiceRequest: 'the only work of the demo that was completed lately is that of reopenWorkOrder',
  rateServiceRequest: 'only whoever made a request can rate it, and those of the demo are made by customers',
  loginOperator: 'passwords are made up by each installation',
  refreshOperator: 'tokens are given by a sign-in',
  beginImpersonation: 'tenants of the demo get their ids when they are made',
  endImpersonation: 'impersonations begin with a request',
  operatorSecondStep: 'tokens are given by a sign-in',
  changeOperatorPassword: 'passwords are made up by each installation',
  enrolOperatorTwoFactor: 'secrets are new in each answer; operator-account.spec.ts sends it',
  confirmOperatorTwoFactor: 'codes are made of the secret',
  renewOperatorBackupCodes: 'nobody of the demo has a second factor',
  disableOperatorTwoFactor: 'nobody of the demo has a second factor',
  logoutOperator: 'it ends the session that the others use',
  retryJob: 'jobs come and go',
  suspendTenant: 'tenants of the demo get their ids when they are made',
  resumeTenant: 'as suspendTenant',
  renameTenant: 'as suspendTenant',
  changeTrialEnd: 'as suspendTenant',
  inviteAdmin: 'as suspendTenant',
  updatePlan: 'plans get their ids from migrations',
  retirePlan: 'as updatePlan',
  offerPlan: 'as updatePlan',
  deletePlan: 'as updatePlan',
  createSubscription: 'as suspendTenant',
  changePlan: 'nobody of the demo has a subscription',
  createInvoice: 'as suspendTenant',
  markInvoicePaid: 'nobody of the demo has an invoice',
  voidInvoice: 'as markInvoicePaid',
  creditInvoice: 'as markInvoicePaid',
};
/** The demo takes no payments; stripe.spec.ts sends them. */
const isAtStripe = ({ path }: ShownCall) => /^\/(v1\/subscription|admin\/v1\/stripe-events)\//.test(path);

async function asShown(): Promise<HttpClient> {
  const body = shownChanges(document).find(({ id }) => id === 'login')!.body!;
  const { users } = signIns.tenants.find(({ slug }) => slug === body['tenant'])!;
  const { password } = users.find(({ email }) => email === body['email'])!;
  const { body: tokens } = await testApp.anonymous.post('/v1/auth/login').send({ ...body, password });
  return testApp.withToken(tokens.accessToken as string);
}

async function asOperator(): Promise<HttpClient> {
  const { body } = await testApp.anonymous.post('/admin/v1/auth/login').send(signIns.operator!).expect(200);
  return testApp.withToken(body.accessToken as string);
}

describe('the examples, sent to a fresh demo as they stand', () => {
  it.each([
    ['/openapi.json', asShown, 50],
    ['/admin/openapi.json', asOperator, 0],
  ] as const)('are accepted, all of %s, and answered as the document shows', async (path, signIn, many) => {
    const client = await signIn();
    const faults: string[] = [];
    const calls = shownChanges(await read(path)).filter((call) => !(call.id in secret || isAtStripe(call)));
    for (const call of calls) faults.push(...(await faultsOf(client, call)));
    expect(faults).toEqual([]);
    expect(calls.length).toBeGreaterThanOrEqual(many);
  });

  it('name rows that are there', async () => {
    const client = await asShown();
    const { version: _, ...ids } = { ...demoIds, version: '' };
    const collections = [
      'users',
      'teams',
      'facilities',
      'buildings',
      'equipment',
      'work-orders',
      'work-logs',
      'labour-rates',
      'cost-lines',
    ].concat(
      'maintenance-schedules',
      'custom-fields',
      'notifications',
      'api-keys',
      ...[
        'service-requests',
        'parts',
        'stock-locations',
        'stock-movements',
        'stock-counts',
        'suppliers',
        'part-suppliers',
        'purchase-orders',
      ],
    );
    const isThere = async (id: string) => {
      const answers = await Promise.all(collections.map((name) => client.get(`/v1/${name}/${id}`)));
      return answers.some(({ status }) => status === 200);
    };
    for (const [name, id] of Object.entries(ids)) expect([name, await isThere(id)]).toEqual([name, true]);
  });
});

/** Sends it, and brings the row back where another example of the operation is to find it as it was. */
async function faultsOf(client: HttpClient, call: ShownCall): Promise<string[]> {
  const { status, body, text } = await send(client, call);
  const where = `${call.id} ${call.name}`;
  if (status >= 300) return [`${where}: ${status} ${text}`];
  if (call.id === 'completeWorkOrder' && call.name === 'minimal') {
    const reopen = { ...call, path: call.path.replace('/complete', '/reopen'), body: { reason: 'Once more' } };
    await send(client, reopen);
  }
  const told = ['minimal', undefined].includes(call.name) ? [] : toldOf(call);
  return told
    .filter((name) => !isDeepStrictEqual(body[name], call.answer![name]))
    .map((name) => `${where}: ${name} is ${JSON.stringify(body[name])}, not ${JSON.stringify(call.answer![name])}`);
}

/** Of what is created everything is known but when, and what is random; of rows of the demo what the operation is for. */
const madeUp = [
  'id',
  ...['statusChangedAt', 'trialEndsAt', 'schemaVersion', 'usage'],
  'key',
  'secret',
  'prefix',
  'createdAt',
  'updatedAt',
  'expiresAt',
  'arrivedAt',
  'changeableUntil',
  'transferId',
  'requestNumber',
  'workOrderNumber',
  'accessToken',
  'refreshToken',
  'deviceToken',
  'orderNumber',
  'lines',
];
const purposes = ['status', 'statusReason', 'isActive', 'isPaused', 'pauseReason', 'isRead', 'allowedTransitions'];

function toldOf({ answer = {}, isCreation, body = {} }: ShownCall): string[] {
  const names = Object.keys(answer).filter((name) => name !== 'items');
  const known = names.filter((name) => !madeUp.includes(name));
  if (isCreation) return known;
  return known.filter((name) => purposes.includes(name) || name in body || name === 'data');
}

describe('the sign-in of the demo, on the machine where it runs', () => {
  const loginsFor = async (headers: Record<string, string>) => {
    const { body } = await testApp.anonymous.get('/openapi.json').set(headers).expect(200);
    return shownChanges(body as ShownDocument).filter(({ id }) => id === 'login');
  };
  const statusesOf = (logins: readonly ShownCall[]) =>
    Promise.all(logins.map(async (login) => (await send(testApp.anonymous, login)).status));

  beforeAll(() => showSignIns(testApp.app, signIns));

  it('works as the document shows it', async () => {
    expect(await statusesOf(await loginsFor({}))).toEqual([200, 200]);
    const { body } = await testApp.anonymous.get('/admin/openapi.json').expect(200);
    const login = shownChanges(body as ShownDocument).find(({ id }) => id === 'loginOperator');
    expect(await statusesOf([login!])).toEqual([200]);
  });

  it.each([
    ['X-Forwarded-For', '203.0.113.9'],
    ['Forwarded', 'for=203.0.113.9'],
    ['Via', '1.1 proxy'],
    ['Host', 'rebound.example'],
    ['Host', 'localhost.example'],
  ])('is not told to whoever comes from elsewhere: %s %s', async (header, value) => {
    const password = signIns.tenants[0]!.users.find(({ role }) => role === 'admin')!.password;
    const logins = await loginsFor({ [header]: value });
    expect(logins.map(({ body }) => body!['password'])).not.toContain(password);
    expect(logins).toHaveLength(2);
  });
});

describe('an example of an answer', () => {
  it.each(['/openapi.json', '/admin/openapi.json'])('does not contradict itself, or its body, in %s', async (path) => {
    const { body } = await testApp.anonymous.get(path).expect(200);
    const faults = shownAnswers(body as ShownDocument).flatMap(({ where, answer, sent }) => [
      ...contradictions(answer).map((fault) => `${where}: ${fault}`),
      ...otherwiseThanSent(sent, answer).map((name) => `${where}: ${name} is not what was sent`),
    ]);
    expect(faults).toEqual([]);
  });

  it.each([
    [{ version: 3, createdAt: '2026-01-01', updatedAt: '2026-01-01' }],
    [{ version: 1, createdAt: '2026-01-01', updatedAt: '2026-01-02' }],
    [{ isRead: true, readAt: null }],
    [{ latitude: 53.5, longitude: null }],
    [{ startedAt: '2026-01-02', completedAt: '2026-01-01' }],
    [{ assigneeId: null, assigneeName: 'Jonas Petersen' }],
    [{ status: 'completed', completedAt: null }],
    [{ status: 'new', assigneeId: 'a' }],
    [{ status: 'assigned', assigneeId: null, teamId: null }],
    [{ isOverdue: true, dueAt: null }],
    [{ status: 'succeeded', progress: 40 }],
    [{ data: [{}], nextCursor: null, total: 42 }],
    [{ granted: ['a'], permissions: [] }],
    [{ status: 'completed', allowedTransitions: ['start'] }],
    [{ data: [{ within: { isPaused: false, pausedAt: '2026-01-01' } }] }],
  ])('would be found: %j', (example) => {
    expect(contradictions(example)).toHaveLength(1);
  });

  it('would be found where it shows something else than was sent', () => {
    const sent = { name: 'B', at: '2026-01-01T10:00:00+01:00', secret: 'x' };
    expect(otherwiseThanSent(sent, { name: 'A', at: '2026-01-01T09:00:00.000Z' })).toEqual(['name']);
  });
});

it('every creation shows the least that it takes and everything that it takes', () => {
  const creations = shownChanges(document).filter(({ isCreation }) => isCreation);
  const named = Map.groupBy(creations, ({ id }) => id);
  const others = [...named].filter(([, calls]) => calls.map(({ name }) => name).join() !== 'minimal,full');
  // take nothing but what they need, or need nothing
  expect(others.map(([id]) => id)).toEqual([
    'createTenantDomain',
    'createUpload',
    'rotateApiKey',
    'createWorkOrderLink',
    'createFollowUp',
    'createWorkOrderHelper',
    'arriveAtWorkOrder',
    'addCostLine',
    'createLabourRate',
    'convertServiceRequest',
    'pingWebhook',
    'replayWebhookDelivery',
  ]);
  for (const [least, all] of [...named.values()].filter(({ length }) => length === 2))
    expect(Object.keys(all!.body!).length).toBeGreaterThan(Object.keys(least!.body!).length);
});
