import { pathParameters, type Operation } from '../api/described-api.js';
import { testEach } from '../api/documented-operations.js';
import type { Stage } from '../api/stage.js';
import type { ContractSuite } from './contract-suite.js';

// What operators change, and each look of theirs into a tenant, stands in the platform's audit log.

const TENANTS = '/admin/v1/tenants/{id}';

export const looksIntoTenant = ({ path }: Operation): boolean => path === TENANTS || path.startsWith(`${TENANTS}/`);

const isWrittenDown = (operation: Operation): boolean =>
  operation.permission !== undefined && (operation.method !== 'GET' || looksIntoTenant(operation));

interface Entry {
  readonly action: string;
  readonly tenant_id: string | null;
  readonly reason: string | null;
}

export const operatorLog: ContractSuite = (operations, { stage: made }) => {
  const watched = operations.filter(({ access }) => access === 'operator').filter(isWrittenDown);
  if (watched.length === 0) return;
  let stage: Stage;
  let operatorId: string;
  beforeAll(async () => {
    stage = await made();
    operatorId = (await stage.perform('getOperator')).json.id as string;
  });

  async function entriesOf(work: () => Promise<unknown>): Promise<Entry[]> {
    const { database } = stage.tenant.testApp;
    const read = () =>
      database.query<Entry & Record<string, string>>(
        'select action, tenant_id, reason from platform_audit_logs where operator_id = $1 order by created_at, id',
        [operatorId],
      );
    const before = (await read()).length;
    await work();
    return (await read()).slice(before);
  }

  testEach('says who did or saw it, in which tenant, and why', watched, async (operation) => {
    const ids = await stage.target(operation);
    const body = await stage.body(operation);
    const entries = await entriesOf(() => stage.perform(operation.id, { ids, body }));
    expect(entries.length).toBeGreaterThan(0);
    // the version that a change needs is read before
    const isLook = operation.method === 'GET';
    const entry = entries.find(({ action }) => isLook === (action === 'read'));
    expect(entry).toBeDefined();
    if (!isLook) expect(entry!.reason).toBe(body!['reason']);
    if (looksIntoTenant(operation)) expect(entry!.tenant_id).toBe(ids['id']);
  });

  const looking = watched.filter((operation) => operation.method === 'GET');
  testEach('says nothing of a tenant that there is not', looking, async (operation) => {
    const ids = { ...(await stage.target(operation)), [pathParameters(operation)[0]!]: crypto.randomUUID() };
    const entries = await entriesOf(async () => {
      expect(await stage.send(operation, { ids })).toMatchObject({ status: 404 });
    });
    expect(entries).toEqual([]);
  });
};
