import { isList, pathParameters, queryParameters, type Operation } from '../api/described-api.js';
import { testEach } from '../api/documented-operations.js';
import type { Call, Stage } from '../api/stage.js';
import { costOf, type Cost } from '../api/statement-count.js';
import type { ContractSuite } from './contract-suite.js';
import { looksIntoTenant } from './operator-log.suite.js';

// The cost of requests for the database. One message is one round trip and one transaction, since nothing in it begins another one.

// The first is answered from what ships with the product; usage first writes down the calls that are counted in memory, or it would show
// fewer than there were. What is in the registry and what is in the tenant's schema is asked of two logins at once.
// A file is sent part by part, once the operation is known that made it. A code says the primary domain, which is in the registry.
const others = new Set(['listPermissions', 'listOperatorPermissions', 'getUsage', 'getOnboarding', 'getAuditExport']);
// A stream asks where it begins before it reads.
others.add('getEquipmentQrCode').add('getSubscription').add('exportEquipment').add('getEquipmentImportFaults');
others.add('streamNotifications');
// in the head stands the name of the account, which is in the registry
others.add('printPurchaseOrder');

/** Lists below a parent row also check, in the same message, that it exists. */
const statementsOf = (list: Operation): number => (pathParameters(list).length > 0 ? 2 : 1);

/** Several statements that are sent together: sums and views of several reads, one row of a list below its parent, and the feed, which gives places and asks how far it goes before it is read. */
const together: Readonly<Record<string, number>> = {
  getWorkOrderCosts: 3,
  getFacilitySummary: 3,
  getWorkOrderCalendar: 2,
  getMyWork: 2,
  getWorkOrderAttachment: 2,
  getServiceRequestAttachment: 2,
  readEvents: 4,
  getNotificationPreferences: 3,
  getNotificationDefaults: 2,
};

/** Everything that a list may return beside its rows. */
function everything(list: Operation): Record<string, string> {
  const expandable = queryParameters(list).find(({ name }) => name === 'expand')?.schema.items?.enum;
  return { include: 'total', limit: '100', ...(expandable && { expand: expandable.join() }) };
}

function expectCost({ roundTrips, statements }: Cost, count: number): void {
  expect({ roundTrips, statements }).toEqual({ roundTrips: 1, statements: Array(count).fill(expect.any(String)) });
}

export const statements: ContractSuite = (operations, contract) => {
  // each look of an operator into a tenant is written down before
  const reads = operations.filter((each) => each.method === 'GET' && !others.has(each.id) && !looksIntoTenant(each));
  if (reads.length === 0) return;
  const lists = reads.filter(isList);
  const singles = reads.filter((read) => !isList(read));
  let stage: Stage;
  beforeAll(async () => {
    stage = await contract.stage();
  });

  async function costOfCall(operation: Operation, query?: Call['query']): Promise<Cost> {
    const ids = await stage.target(operation);
    // its session is known then, as that of the user is from the calls before
    if (operation.access === 'operator') await stage.perform('getOperator');
    return costOf(async () => {
      const { status } = await stage.send(operation, { ids, ...(query && { query }) });
      expect(status).toBe(200);
    });
  }

  testEach('a list is one statement in one round trip', lists, async (list) =>
    expectCost(await costOfCall(list), statementsOf(list)),
  );

  testEach(
    'a list with everything expanded is still one statement; its total is another one in the same round trip',
    lists,
    async (list) => expectCost(await costOfCall(list, everything(list)), statementsOf(list) + 1),
  );

  testEach('a single resource is one statement in one round trip', singles, async (single) =>
    expectCost(await costOfCall(single), together[single.id] ?? 1),
  );
};
