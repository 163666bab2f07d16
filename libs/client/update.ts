import type { DataOf, OperationOf, PathsOf, RequestBodyOf } from './operation.js';
import { retryStale, type IfMatch, type Read } from './retry-stale.js';

/** The paths that are read by GET and changed by PATCH. */
export type UpdatePath = PathsOf<'get'> & PathsOf<'patch'>;

type Changes<P extends UpdatePath> = RequestBodyOf<OperationOf<P, 'patch'>>;
type PathParams<P extends UpdatePath> =
  OperationOf<P, 'get'> extends { parameters: { path: infer Path } } ? Path : never;

export interface Update<P extends UpdatePath> {
  readonly path: PathParams<P>;
  /** What to change, given what is there; nothing where it is right already. Asked again when somebody else was first. */
  readonly change: (current: DataOf<OperationOf<P, 'get'>>) => Changes<P> | undefined | Promise<Changes<P> | undefined>;
  /** The first one included. Default 3. */
  readonly attempts?: number;
  readonly signal?: AbortSignal;
}

/** Looked up, not `Update<P>`: else TypeScript takes the words that `change` answers for any text. */
type Updates = { [P in UpdatePath]: Update<P> };

/** Answers the resource as it is then. */
export type UpdateOf = <P extends UpdatePath>(path: P, update: Updates[P]) => Promise<DataOf<OperationOf<P, 'patch'>>>;

/** Calls whose path is not known before they are made. */
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
