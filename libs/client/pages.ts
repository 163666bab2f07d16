import type { paths } from './api.generated.js';
import type { DataOf, OperationOf, PathsOf, SettingsOf } from './operation.js';

interface Page {
  readonly data: readonly unknown[];
  readonly nextCursor: string | null;
}

/** The paths whose GET answers pages. */
export type ListPath = {
  [P in PathsOf<'get'>]: DataOf<OperationOf<P, 'get'>> extends Page ? P : never;
}[PathsOf<'get'>];

export type ItemOf<P extends keyof paths> =
  DataOf<OperationOf<P, 'get'>> extends { data: readonly (infer Item)[] } ? Item : never;

export type PagesOf = <P extends ListPath>(
  path: P,
  ...settings: SettingsOf<OperationOf<P, 'get'>>
) => AsyncGenerator<ItemOf<P>, void, undefined>;

interface ListSettings {
  readonly params?: { readonly query?: Readonly<Record<string, unknown>> };
}

type Get = (path: string, settings: ListSettings) => Promise<{ readonly data: Page }>;

/** Every item of a list, asking for the next page when it is needed. Whoever stops early asks for no more. */
export async function* eachItem(get: Get, path: string, settings: ListSettings = {}): AsyncGenerator<unknown, void> {
  let { params } = settings;
  for (;;) {
    const { data: page } = await get(path, { ...settings, ...(params && { params }) });
    yield* page.data;
    if (page.nextCursor === null) return;
    params = { ...params, query: { ...params?.query, cursor: page.nextCursor } };
  }
}
