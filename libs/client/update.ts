import type { DataOf, OperationOf, PathsOf, RequestBodyOf } from './operation.js';
import { retryStale, type IfMatch, type Read } from './retry-stale.js';

/** Paths with both GET and PATCH. */
export type UpdatePath = PathsOf<'get'> & PathsOf<'patch'>;

type Changes<P extends UpdatePath> = RequestBodyOf<OperationOf<P, 'patch'>>;
type PathParams<P extends UpdatePath> =
  OperationOf<P, 'get'> extends { parameters: { path: infer Path } } ? Path : never;

export interface Update<P extends UpdatePath> {
  readonly path: PathParams<P>;
  /** Returns the changes for the current resource, or undefined when there are none. Called again when the resource has changed since. */
  readonly change: (current: DataOf<OperationOf<P, 'get'>>) => Changes<P> | undefined | Promise<Changes<P> | undefined>;
  /** Number of attempts, including the first one. Default 3. */
  readonly attempts?: number;
  readonly signal?: AbortSignal;
}

/** A lookup type: with `Update<P>` TypeScript would widen the literals that `change` returns to string. */
type Updates = { [P in UpdatePath]: Update<P> };

/** Resolves to the resource after the change. */
export type UpdateOf = <P extends UpdatePath>(path: P, update: Updates[P]) => Promise<DataOf<OperationOf<P, 'patch'>>>;

/** A call whose path is only known at run time. */
export type AnyCall = (
  path: string,
  settings: { readonly params: object; readonly body?: object; readonly signal?: AbortSignal },
) => Promise<Read<unknown>>;

interface AnyUpdate {
  readonly path: object;
  readonly change: (current: unknown) => unknown;
  readonly attempts?: number;
  readonly signal?: AbortSignal;
}

export function update(
  get: AnyCall,
  patch: AnyCall,
  address: string,
  { path, change, ...rest }: AnyUpdate,
): Promise<unknown> {
  const { signal, ...bound } = rest;
  const settings = { ...(signal && { signal }) };
  const send = async (current: unknown, header: IfMatch): Promise<unknown> => {
    const body = (await change(current)) as object | undefined;
    return body ? (await patch(address, { ...settings, params: { path, header }, body })).data : current;
  };
  return retryStale(() => get(address, { ...settings, params: { path } }), send, bound);
}
