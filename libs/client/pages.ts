import type { paths } from './api.generated.js';
import type { DataOf, OperationOf, PathsOf, SettingsOf } from './operation.js';

interface Page {
  readonly data: readonly unknown[];
  readonly nextCursor: string | null;
}

/** Paths whose GET returns a page of a list. */
export type ListPath = {
  [P in PathsOf<'get'>]: DataOf<OperationOf<P, 'get'>> extends Page ? P : never;
}[PathsOf<'get'>];

export type PageOf<P extends keyof paths> = DataOf<OperationOf<P, 'get'>>;

export type RowOf<P extends keyof paths> = PageOf<P> extends { data: readonly (infer Row)[] } ? Row : never;

export type PagesOf = <P extends ListPath>(
  path: P,
  ...settings: SettingsOf<OperationOf<P, 'get'>>
) => AsyncGenerator<PageOf<P>, void, undefined>;

export type RowsOf = <P extends ListPath>(
  path: P,
  ...settings: SettingsOf<OperationOf<P, 'get'>>
) => AsyncGenerator<RowOf<P>, void, undefined>;

interface ListSettings {
  readonly params?: { readonly query?: Readonly<Record<string, unknown>> };
  readonly signal?: AbortSignal;
}

export type GetPage = (path: string, settings: ListSettings) => Promise<{ readonly data: Page }>;

/** The pages of a list. Each one is requested when the caller needs it, so that stopping early sends no further request. */
export async function* eachPage(get: GetPage, path: string, settings: ListSettings = {}): AsyncGenerator<Page, void> {
  let { params } = settings;
  for (;;) {
    const { data: page } = await get(path, { ...settings, ...(params && { params }) });
    yield page;
    if (page.nextCursor === null) return;
    params = { ...params, query: { ...params?.query, cursor: page.nextCursor } };
  }
}

/** An aborted signal also ends the rows of a page that has been received already. */
export async function* eachRow(get: GetPage, path: string, settings: ListSettings = {}): AsyncGenerator<unknown, void> {
  for await (const { data } of eachPage(get, path, settings))
    for (const row of data) {
      settings.signal?.throwIfAborted();
      yield row;
    }
}
