import { twinTenants, type TestApp, type TestTenant } from '#libs/testing';
import { isList, pathParameters, queryParameters, type Operation } from '../contract/api/described-api.js';
import { cannotGrow, grow } from '../contract/api/grow.js';
import { isUuid, placesOf } from '../contract/api/schema.js';
import { collectionOf, referredTo, Stage, type Call, type Ids } from '../contract/api/stage.js';
import { TenantRows } from '../contract/api/tenant-rows.js';

export const CANARY = { a: 'canary-a', b: 'canary-b' } as const;

export interface TwinStages {
  readonly a: Stage;
  readonly b: Stage;
  readonly rowsOfA: TenantRows;
  readonly rowsOfB: TenantRows;
  /** By operation: ids that mean a row in either tenant, ready for the call. */
  readonly targets: ReadonlyMap<string, Ids>;
  /** By collection: the id of a row that only B has. */
  readonly foreign: ReadonlyMap<string, string>;
}

/**
 * Two tenants with rows of the same ids, which say whose they are; and of each resource that the operations name one more that only B has.
 * The operations are such as users of a tenant may call.
 */
export async function twinStages(testApp: TestApp, operations: readonly Operation[]): Promise<TwinStages> {
  const rowsOf = ({ ref }: TestTenant): TenantRows => new TenantRows(testApp.database, ref.schema);
  const targets = new Map<string, Ids>();
  let a!: Stage;
  const twins = await twinTenants(testApp, async (tenant) => {
    a = await Stage.of(tenant, CANARY.a);
    await rowsOf(tenant).mark(CANARY.a);
    // who did something is shown by name
    await a.perform('updateUser', { ids: { id: await a.ownId() }, body: { lastName: CANARY.a } });
    for (const operation of operations) targets.set(operation.id, await a.target(operation));
    for (const list of operations.filter(isPaged)) await growBeyondOne(a, list, targets.get(list.id)!);
    await rowsOf(tenant).settled();
  });
  const rowsOfA = rowsOf(twins.a);
  const rowsOfB = rowsOf(twins.b);
  await rowsOfB.replace(CANARY.a, CANARY.b);
  await rowsOfB.mark(CANARY.b);
  const b = await a.on(twins.b, CANARY.b);
  const foreign = await rowsOfEach(b, operations);
  await rowsOfB.settled();
  return { a, b, rowsOfA, rowsOfB, targets, foreign };
}

/** A call that would succeed if the ids were the caller's own. */
export async function callTo({ a }: TwinStages, operation: Operation, ids: Ids): Promise<Call> {
  return { ids, body: await a.body(operation), headers: { 'If-Match': '"1"' } };
}

/** Lists that are read page by page. */
export function isPaged(operation: Operation): boolean {
  return isList(operation) && queryParameters(operation).some(({ name }) => name === 'cursor');
}

/** So that a page of one is followed by another. */
async function growBeyondOne(stage: Stage, list: Operation, ids: Ids): Promise<void> {
  if (cannotGrow.has(list.id)) return;
  for (let row = 0; row < 2; row += 1) await grow(stage, list, ids);
}

async function rowsOfEach(stage: Stage, operations: readonly Operation[]): Promise<Map<string, string>> {
  const rows = new Map<string, string>();
  for (const { collection, above } of operations.flatMap(namedBy)) {
    if (rows.has(collection)) continue;
    const ids = above ? { [above.name]: await stage.row(above.collection) } : {};
    rows.set(collection, await stage.fresh(collection, ids));
  }
  return rows;
}

/** What ids in the path, the query and the body of an operation are ids of. */
function namedBy(operation: Operation): Pick<PathCollection, 'collection' | 'above'>[] {
  const fields = [...uuidPlaces(operation).map(({ field }) => field), ...uuidParameters(operation)];
  const referred = fields.map((field) => ({ collection: referredTo(field), above: undefined }));
  return [...collectionsOf(operation), ...referred];
}

/** Where ids stand in the body, and the names of the fields that they stand in. */
export function uuidPlaces({ body }: Operation): { readonly place: readonly string[]; readonly field: string }[] {
  const places = body ? placesOf(body, isUuid) : [];
  return places.map((place) => ({ place, field: place.findLast((step) => !/^\d+$/.test(step))! }));
}

/** Query parameters that take an id. */
export function uuidParameters(operation: Operation): string[] {
  return queryParameters(operation)
    .filter(({ schema }) => isUuid(schema))
    .map(({ name }) => name);
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
