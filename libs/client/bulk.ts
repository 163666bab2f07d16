import type { DataOf, OperationOf, PathsOf, RequestBodyOf } from './operation.js';
import type { BulkResult, ItemProblem } from './schemas.generated.js';

/** Paths of bulk operations: their POST takes several items and returns a result for each. */
export type BulkPath = {
  [P in PathsOf<'post'>]: DataOf<OperationOf<P, 'post'>> extends BulkResult ? P : never;
}[PathsOf<'post'>];

type BulkItem<P extends BulkPath> =
  RequestBodyOf<OperationOf<P, 'post'>> extends { items: readonly (infer Item)[] } ? Item : never;

export interface BulkSuccess<Item> {
  /** Index of the item in the request. */
  readonly index: number;
  readonly item: Item;
  readonly id: string;
}

export interface BulkFailure<Item> {
  readonly index: number;
  readonly item: Item;
  /** With `atomic`, an item that was undone because another one failed has the code `bulk.undone`. */
  readonly problem: ItemProblem;
}

export interface BulkOutcome<Item> {
  readonly succeeded: readonly BulkSuccess<Item>[];
  readonly failed: readonly BulkFailure<Item>[];
}

export interface BulkRequest<Item> {
  readonly items: readonly Item[];
  /** Creates all items or none. */
  readonly atomic?: boolean;
  /** Throws a BulkError when an item failed, so that a caller who wants all of them need not inspect the outcome. */
  readonly throwOnFailure?: boolean;
  readonly signal?: AbortSignal;
}

export type BulkOf = <P extends BulkPath>(
  path: P,
  request: BulkRequest<BulkItem<P>>,
) => Promise<BulkOutcome<BulkItem<P>>>;

/** Thrown when at least one item failed. `outcome` has the result of every item. */
export class BulkError<Item = unknown> extends Error {
  override readonly name = 'BulkError';

  constructor(readonly outcome: BulkOutcome<Item>) {
    const { failed, succeeded } = outcome;
    const reasons = failed.map(({ index, problem }) => `item ${String(index)}: ${problem.detail}`);
    super(`${String(failed.length)} of ${String(failed.length + succeeded.length)} items failed: ${reasons.join(' ')}`);
  }
}

export type PostBulk = (
  path: string,
  settings: { readonly params: object; readonly body: object; readonly signal?: AbortSignal },
) => Promise<{ readonly data: BulkResult }>;

export async function sendBulk(
  post: PostBulk,
  path: string,
  request: BulkRequest<unknown>,
): Promise<BulkOutcome<unknown>> {
  const { items, atomic, throwOnFailure = false, signal } = request;
  const params = { query: { ...(atomic !== undefined && { atomic }) } };
  const { data } = await post(path, { params, body: { items }, ...(signal && { signal }) });
  const outcome = outcomeOf(items, data);
  if (throwOnFailure && outcome.failed.length > 0) throw new BulkError(outcome);
  return outcome;
}

function outcomeOf(items: readonly unknown[], { items: results }: BulkResult): BulkOutcome<unknown> {
  const succeeded: BulkSuccess<unknown>[] = [];
  const failed: BulkFailure<unknown>[] = [];
  for (const { index, id, problem } of results) {
    const item = items[index];
    if (problem) failed.push({ index, item, problem });
    else if (id !== null) succeeded.push({ index, item, id });
  }
  return { succeeded, failed };
}
