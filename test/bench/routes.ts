/** A GET of the API document that returns a page or one resource, with the paths to request. */
export interface Route {
  /** The path of the document, with parameters in braces. */
  readonly template: string;
  readonly isList: boolean;
  readonly paths: readonly string[];
}

interface Document {
  readonly paths: Readonly<
    Record<string, { readonly get?: { readonly parameters?: readonly { readonly name: string }[] } }>
  >;
}

export const PAGE_SIZE = 50;
const ROWS = 20;

/** Derives the routes from the document of the running product, so that new ones are measured as well. */
export class Routes {
  private readonly lists: readonly string[];
  private readonly singles: readonly string[];

  private constructor(
    private readonly origin: string,
    private readonly token: string,
    { paths }: Document,
  ) {
    const reads = Object.entries(paths).flatMap(([path, { get }]) => (get ? [{ path, ...get }] : []));
    const isList = ({ parameters = [] }: (typeof reads)[number]): boolean =>
      parameters.some(({ name }) => name === 'limit');
    this.lists = reads.filter(isList).map(({ path }) => path);
    this.singles = reads.map(({ path }) => path).filter((path) => path.endsWith('}'));
  }

  static async all(port: number, token: string): Promise<Route[]> {
    const origin = `http://127.0.0.1:${port}`;
    const document = (await (await fetch(`${origin}/openapi.json`)).json()) as Document;
    return new Routes(origin, token, document).all();
  }

  private async all(): Promise<Route[]> {
    const routes: Route[] = [];
    for (const template of this.lists) {
      const paths = (await this.pathsOf(template)).map((path) => `${path}?limit=${PAGE_SIZE}`);
      routes.push({ template, isList: true, paths });
    }
    for (const template of this.singles) routes.push({ template, isList: false, paths: await this.pathsOf(template) });
    return routes;
  }

  /** The paths with the ids of existing rows. */
  private async pathsOf(template: string): Promise<string[]> {
    const [above, below] = template.split(/\{\w+\}/) as [string, string?];
    if (below === undefined) return [template];
    const ids = await this.idsOf(above.split('/').at(-2)!);
    return ids.map((id) => above + id + below);
  }

  private async idsOf(collection: string): Promise<string[]> {
    const list = this.lists.find((path) => path.endsWith(`/${collection}`));
    if (!list) throw new Error(`No list tells ids of ${collection}.`);
    const [path] = await this.pathsOf(list);
    const response = await fetch(`${this.origin}${path}?limit=${ROWS}`, {
      headers: { authorization: `Bearer ${this.token}` },
    });
    const { data } = (await response.json()) as { data: { id: string }[] };
    if (data.length === 0) throw new Error(`There are no ${collection} to measure with.`);
    return data.map(({ id }) => id);
  }
}
