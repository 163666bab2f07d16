import type { paths } from './api.generated.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Paths that have an operation with this method. */
export type PathsOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

export type OperationOf<P extends keyof paths, M extends Method> = paths[P] extends Record<M, infer O> ? O : never;

/** The JSON body of a successful response; undefined where it has none. */
export type DataOf<O> = O extends { responses: infer R } ? BodyOf<R[keyof R & (200 | 201 | 202 | 207 | 204)]> : never;

type BodyOf<R> = R extends { content: { 'application/json': infer B } } ? B : undefined;

export interface Answer<O> {
  readonly data: DataOf<O>;
  readonly response: Response;
}

type HasRequired<T> = Record<never, never> extends T ? false : true;
type Given<T> = { [K in keyof T as [T[K]] extends [undefined] ? never : K]: T[K] };

type Params<O> = O extends { parameters: infer P }
  ? HasRequired<Given<P>> extends true
    ? { readonly params: Given<P> }
    : { readonly params?: Given<P> }
  : unknown;

/** The JSON body of the request, regardless of its media type. */
export type RequestBodyOf<O> = O extends { requestBody?: infer R }
  ? NonNullable<R> extends { content: infer C }
    ? C[keyof C]
    : never
  : never;

type RequestBody<O> = O extends { requestBody: { content: object } }
  ? { readonly body: RequestBodyOf<O> }
  : O extends { requestBody?: { content: object } }
    ? { readonly body?: RequestBodyOf<O> }
    : unknown;

interface RequestSettings {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

type Settings<O> = Params<O> & RequestBody<O> & RequestSettings;

/** The second argument of a call, which is optional where the operation requires neither parameters nor a body. */
export type SettingsOf<O> = HasRequired<Settings<O>> extends true ? [settings: Settings<O>] : [settings?: Settings<O>];

/** @throws ProblemError when the server refuses the request */
export type Call<M extends Method> = <P extends PathsOf<M>>(
  path: P,
  ...settings: SettingsOf<OperationOf<P, M>>
) => Promise<Answer<OperationOf<P, M>>>;
