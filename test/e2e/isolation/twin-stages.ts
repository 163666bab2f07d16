import { twinTenants, type TestApp } from '#libs/testing';
import { isList, pathParameters, queryParameters, type Operation } from '../contract/api/described-api.js';
import { cannotGrow, grow } from '../contract/api/grow.js';
import { collectionOf, Stage, type Ids } from '../contract/api/stage.js';
import { TenantRows } from '../contract/api/tenant-rows.js';

export const CANARY = { a: 'canary-a', b: 'canary-b' } as const;

export interface TwinStages {
  readonly a: Stage;
  readonly b: Stage;
  readonly rowsOfA: TenantRows;
  readonly rowsOfB: TenantRows;
  /** What only users of a tenant may call. */
  readonly operations: readonly Operation[];
  /** By operation: ids that mean a row in either tenant, ready for the call. */
  readonly targets: ReadonlyMap<string, Ids>;
  /** By collection: the id of a row that only B has. */
  readonly foreign: ReadonlyMap<string, string>;
}

/** Two tenants with rows of the same ids, which say whose they are; and of each resource one more that only B has. */
export async function twinStages(testApp: TestApp): Promise<TwinStages> {
  const targets = new Map<string, Ids>();
  let a!: Stage;
  const twins = await twinTenants(testApp, async (tenant) => {
    a = await Stage.of(tenant, CANARY.a);
    // who did something is shown by name
    await a.perform('updateUser', { ids: { id: await a.ownId() }, body: { lastName: CANARY.a } });
    for (const operation of usersOperations(a)) targets.set(operation.id, await a.target(operation));
    for (const list of pagedLists(a)) await growBeyondOne(a, list, targets.get(list.id)!);
    await new TenantRows(testApp.database, tenant.ref.schema).settled();
  });
  const rowsOfA = new TenantRows(testApp.database, twins.a.ref.schema);
  const rowsOfB = new TenantRows(testApp.database, twins.b.ref.schema);
  await rowsOfB.replace(CANARY.a, CANARY.b);
  const b = await a.on(twins.b, CANARY.b);
  const foreign = await rowsOfEach(b);
  await rowsOfB.settled();
  return { a, b, rowsOfA, rowsOfB, operations: usersOperations(a), targets, foreign };
}

function usersOperations({ api }: Stage): Operation[] {
  return api.operations.filter(({ access }) => access === 'user');
}

/** Lists that are read page by page. */
export function pagedLists(stage: Stage): Operation[] {
  const takesCursor = (list: Operation): boolean => queryParameters(list).some(({ name }) => name === 'cursor');
  return usersOperations(stage).filter((operation) => isList(operation) && takesCursor(operation));
}

/** So that a page of one is followed by another. */
async function growBeyondOne(stage: Stage, list: Operation, ids: Ids): Promise<void> {
  if (cannotGrow.has(list.id)) return;
  for (let row = 0; row < 2; row += 1) await grow(stage, list, ids);
}

async function rowsOfEach(stage: Stage): Promise<Map<string, string>> {
  const rows = new Map<string, string>();
  const places = usersOperations(stage).flatMap(collectionsOf);
  for (const { collection, above } of places) {
    if (rows.has(collection)) continue;
    const ids = above ? { [above.name]: await stage.row(above.collection) } : {};
    rows.set(collection, await stage.fresh(collection, ids));
  }
  return rows;
}

export interface PathCollection {
  /** Name of the path's parameter. */
  readonly name: string;
  /** The part of the path before it. */
  readonly collection: string;
  readonly above: PathCollection | undefined;
}

/** What the ids in a path are ids of, from the outside in. */
export function collectionsOf(operation: Operation): PathCollection[] {
  const found: PathCollection[] = [];
  for (const name of pathParameters(operation)) {
    found.push({ name, collection: collectionOf(operation, name), above: found.at(-1) });
  }
  return found;
}
