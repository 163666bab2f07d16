import { randomUUID } from 'node:crypto';
import {
  callTo,
  CANARY,
  collectionsOf,
  isPaged,
  twinStages,
  uuidParameters,
  uuidPlaces,
  type TwinStages,
} from '../../isolation/twin-stages.js';
import { queryParameters, type Operation } from '../api/described-api.js';
import { testEach } from '../api/documented-operations.js';
import { outcome, type Answer } from '../api/http-caller.js';
import { recipes } from '../api/recipes/index.js';
import { referredTo, type Ids, type Stage } from '../api/stage.js';
import type { ContractSuite } from './contract-suite.js';
import { credentials } from './credentials.suite.js';

// Two tenants whose rows have the same ids: a response with data of the other one could only come from the wrong schema.

// Their responses contain no text of people, only numbers, dates or what is the same for everybody.
const wordless = new Set(['countUnreadNotifications', 'readAllNotifications', 'listPermissions']);
wordless.add('getUserPermissions').add('replaceUserPermissions').add('previewMaintenanceSchedule');
wordless.add('generateFromMaintenanceSchedule').add('listMaintenanceOccurrences').add('getUsage').add('listMySessions');
wordless.add('getSubscription').add('beginCheckout').add('openPortal');
wordless.add('getOnboarding').add('skipOnboarding').add('resumeOnboarding');
wordless.add('getTwoFactor').add('enrolTwoFactor').add('confirmTwoFactor').add('renewBackupCodes');
wordless.add('resetUserTwoFactor');
wordless.add('changeMyPassword');
wordless.add('getWorkOrderCosts').add('listLabourRates').add('createLabourRate').add('getLabourRate');
wordless.add('updateLabourRate').add('listWorkOrderHelpers').add('createWorkOrderHelper');
wordless.add('listWebhookDeliveries').add('getWebhookDelivery').add('pingWebhook').add('replayWebhookDelivery');
wordless.add('replayWebhookDeliveries').add('getWebhookHealth');
wordless.add('getNotificationPreferences').add('updateNotificationPreferences').add('getNotificationDefaults');
wordless.add('updateNotificationDefaults').add('streamNotifications');
const reports =
  'PmCompliance Mttr PlannedRatio FirstTimeFix Backlog ResponseTimes TechnicianLoad Cost FacilityCost EquipmentCost';
for (const report of `${reports} MachineReliability FacilityReliability ModelReliability`.split(' '))
  wordless.add(`get${report}Report`).add(`get${report}Chart`);
wordless.add('getEquipmentHealth').add('printPurchaseOrder');
wordless
  .add('getEquipmentHierarchy')
  .add('getEquipmentQrCode')
  .add('getFacilitySummary')
  .add('getEquipmentImportFaults');

/** Their rows lie in the shared tables, where no two have the same id. */
const withoutTwin = new Set(['removeTenantDomain']);

/** All parts of a response that may distinguish absent resources. */
function comparable({ status, headers, json }: Answer): object {
  const { 'x-request-id': _id, date: _date, 'content-length': _length, ratelimit: _left, ...others } = headers;
  return { status, headers: others, body: { ...json, requestId: '', instance: '' } };
}

/** Everything else is the same for all tenants, or for none. */
export const isOfTenant = ({ access }: Operation): boolean => access === 'user';
export const isNested = (operation: Operation): boolean => collectionsOf(operation).length > 1;

interface Rows {
  readonly data?: unknown[];
  readonly columns?: readonly { readonly workOrders: unknown[] }[];
  readonly lanes?: readonly { readonly workOrders: unknown[] }[];
  readonly unscheduled?: unknown[];
}

/** Of a list, a board, a calendar, or a file whose first line names its columns. */
function rowsIn({ json, text, headers }: Answer): unknown[] | undefined {
  if (String(headers['content-type']).startsWith('text/csv')) return text.trim().split('\r\n').slice(1);
  const { data, columns, lanes, unscheduled = [] } = (json ?? {}) as Rows;
  return data ?? (columns ?? lanes)?.flatMap(({ workOrders }) => workOrders).concat(unscheduled);
}

export const isolation: ContractSuite = (all, { testApp }) => {
  const operations = all.filter(isOfTenant);
  let twins: TwinStages;
  let untouched: Record<string, string>;
  beforeAll(async () => {
    twins = await twinStages(testApp(), operations);
    untouched = await twins.rowsOfB.hashes();
  });
  afterEach(async () => {
    expect(await twins.rowsOfB.hashes()).toEqual(untouched);
  });
  const ownIds = ({ id }: Operation): Ids => twins.targets.get(id)!;

  credentials(operations, () => twins);

  const withIds = operations.filter((operation) => collectionsOf(operation).length > 0);
  testEach('a row of the other tenant is answered like one that does not exist', withIds, async (operation) => {
    for (const { name, collection } of collectionsOf(operation)) {
      const attempt = async (id: string) =>
        twins.a.send(operation, await callTo(twins, operation, { ...ownIds(operation), [name]: id }));
      const foreign = await attempt(twins.foreign.get(collection)!);
      expect({ name, status: foreign.status }).toEqual({ name, status: 404 });
      expect(comparable(foreign)).toEqual(comparable(await attempt(randomUUID())));
    }
  });

  testEach('a child is found only under its own parent', operations.filter(isNested), async (operation) => {
    const [parent] = collectionsOf(operation);
    const ids = { ...ownIds(operation), [parent!.name]: await twins.a.fresh(parent!.collection) };
    expect(await twins.a.send(operation, await callTo(twins, operation, ids))).toMatchObject({ status: 404 });
  });

  const filterable = operations.filter((operation) => uuidParameters(operation).length > 0);
  testEach('a row of the other tenant filters a list to nothing', filterable, async (operation) => {
    for (const name of uuidParameters(operation)) {
      const filtered = (id: string) => twins.a.send(operation, { ids: ownIds(operation), query: { [name]: id } });
      const answer = await filtered(twins.foreign.get(referredTo(name))!);
      const rows = rowsIn(answer);
      expect({ name, status: answer.status, data: rows ?? [] }).toEqual({ name, status: 200, data: [] });
      // figures and pictures have no rows: they are those of nothing
      if (!rows) expect(answer.text).toBe((await filtered(randomUUID())).text);
      expect((await filtered(await twins.a.row(referredTo(name)))).status).toBe(200);
    }
  });

  testEach('no list goes on from the other tenant’s cursor', operations.filter(isPaged), async (list) => {
    const ids = ownIds(list);
    const sorts = (queryParameters(list).find(({ name }) => name === 'sort')?.schema.enum ?? []) as string[];
    for (const sort of [undefined, ...sorts])
      for (const [own, other] of [
        [twins.a, twins.b],
        [twins.b, twins.a],
      ] as const) {
        const query = { limit: '1', ...(sort && { sort }) };
        const { nextCursor: cursor } = (await own.send(list, { ids, query })).json;
        expect(cursor).toEqual(expect.any(String));
        expect(await own.send(list, { ids, query: { ...query, cursor } })).toMatchObject({ status: 200 });
        const refused = await other.send(list, { ids, query: { ...query, cursor } });
        expect(refused).toMatchObject({ status: 400, json: { code: 'request.invalid_cursor' } });
      }
  });

  async function performOnOwn(operation: Operation): Promise<void> {
    const expand = queryParameters(operation).find(({ name }) => name === 'expand')?.schema.items?.enum;
    const query: Record<string, string> = expand ? { expand: expand.join() } : {};
    const { text, status } = await twins.a.perform(operation.id, { ids: ownIds(operation), query });
    expect(text).not.toContain(CANARY.b);
    for (const id of twins.foreign.values()) expect(text).not.toContain(id);
    if (text !== '' && status < 202 && !wordless.has(operation.id)) expect(text).toContain(CANARY.a);
  }

  testEach('works on the caller’s own rows, and shows no others', operations, async (operation) => {
    await performOnOwn(operation);
    const reading = operation.method === 'DELETE' && twins.a.api.find('GET', operation.path);
    if (!reading) return;
    expect(await twins.a.send(reading, { ids: ownIds(operation) })).toMatchObject({ status: 404 });
    if (withoutTwin.has(operation.id)) return;
    expect(await twins.b.send(reading, { ids: ownIds(operation) })).toMatchObject({ status: 200 });
  });

  /** What operators make is the same for all tenants. */
  const ownPlaces = (operation: Operation) =>
    uuidPlaces(operation).filter(({ field }) => !referredTo(field).startsWith('/admin/'));
  const naming = operations.filter((operation) => ownPlaces(operation).length > 0);
  testEach('a row of the other tenant cannot be named in a body, where one’s own can', naming, async (operation) => {
    const { a, foreign } = twins;
    for (const { place, field } of ownPlaces(operation)) {
      const ids = await a.target(operation);
      const attempt = async (id: string) => {
        const body = withValue(a, operation, await a.body(operation), place, id);
        return a.send(operation, { ids, body, headers: await a.version(operation, ids) });
      };
      const refused = await attempt(foreign.get(referredTo(field))!);
      const needsPast = recipes[operation.id]?.withPast?.includes(field) ?? false;
      expect(needsPast ? [409, 422] : [404, 422]).toContain(outcome(refused));
      expect(comparable(refused)).toEqual(comparable(await attempt(randomUUID())));
      if (!needsPast) expect(outcome(await attempt(await a.fresh(referredTo(field))))).toBeLessThan(300);
    }
  });

  it('nothing of the other tenant has got among the caller’s rows', async () => {
    expect(await twins.rowsOfA.mentioning([...twins.foreign.values(), CANARY.b])).toEqual([]);
  });
};

/** The body with another value at one place, and without the fields that exclude it. */
function withValue(
  stage: Stage,
  operation: Operation,
  body: unknown,
  place: readonly string[],
  value: string,
): unknown {
  const changed = structuredClone(body);
  let node = changed as Record<string, Record<string, unknown>>;
  for (const [at, step] of place.slice(0, -1).entries())
    node = (node[step] ??= (/^\d+$/.test(place[at + 1]!) ? [] : {}) as typeof node) as typeof node;
  const name = place.at(-1)!;
  const { oneOf = [] } = recipes[(stage.singleOf(operation) ?? operation).id] ?? {};
  for (const other of oneOf.filter((group) => group.includes(name)).flat()) delete node[other];
  node[name] = value as never;
  return changed;
}
