import type { TestApp, TestTenant } from '#libs/testing';
import { pageStatements, readPage, type TenantList } from '../../libs/database/list/tenant-list.js';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Plan[];
}

export interface PlannedRequest {
  readonly limit: number;
  readonly sort: string;
  readonly filters: Readonly<Record<string, unknown>>;
  readonly cursor?: string | undefined;
}

type AnyList = TenantList<unknown, unknown>;

const nodesOf = (plan: Plan): string[] => [plan['Node Type'], ...(plan.Plans ?? []).flatMap(nodesOf)];

/** How PostgreSQL reads the pages of lists, out of as many rows as the spec has made. */
export class ListPlans {
  constructor(
    private readonly testApp: TestApp,
    private readonly tenant: TestTenant,
  ) {}

  async explain(list: unknown, request: PlannedRequest): Promise<{ nodes: string[]; pages: number }> {
    const [statement] = pageStatements(list as AnyList, request, this.tenant.ref, 'secret');
    const text = `explain (analyze, buffers, format json) ${statement!.text}`;
    const [row] = await this.testApp.database.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(text, statement!.values);
    const { Plan: plan } = row!['QUERY PLAN'][0];
    return { nodes: nodesOf(plan), pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] };
  }

  async nextCursor(list: unknown, request: PlannedRequest): Promise<string> {
    const { spec } = list as AnyList;
    const shownAsIs = Object.assign(Object.create(list as object), {
      spec: { ...spec, view: (row: unknown) => row },
    }) as AnyList;
    const [statement] = pageStatements(list as AnyList, request, this.tenant.ref, 'secret');
    const rows = await this.testApp.database.query(statement!.text, statement!.values);
    const results = [{ rows, rowCount: rows.length, command: 'SELECT' }];
    return readPage(shownAsIs, request, this.tenant.ref, 'secret', results).nextCursor!;
  }
}

/** The first page and the next one, in this order and the opposite one: by an index, without sorting, and not much more than the page. */
export async function expectInOrder(
  plans: ListPlans,
  list: unknown,
  sort: string,
  filters: PlannedRequest['filters'],
): Promise<void> {
  for (const direction of ['', '-']) {
    const request = { limit: 25, sort: `${direction}${sort}`, filters };
    for (const cursor of [undefined, await plans.nextCursor(list, request)]) {
      const { nodes, pages } = await plans.explain(list, { ...request, cursor });
      expect(nodes).not.toContain('Seq Scan');
      expect(nodes).not.toContain('Sort');
      expect(pages).toBeLessThan(300);
    }
  }
}
