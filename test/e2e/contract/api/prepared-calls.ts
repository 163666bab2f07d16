import { provisionTestTenant, type TestApp } from '#libs/testing';
import { needsVersion, type Operation } from './described-api.js';
import { Stage, type Call, type Ids } from './stage.js';
import { TenantRows } from './tenant-rows.js';

/** A valid call for each operation, on a tenant of its own, and the state before the first of them. */
export class PreparedCalls {
  private readonly targets = new Map<string, Ids>();
  private readonly bodies = new Map<string, Record<string, unknown> | undefined>();
  private untouched: Record<string, string> = {};

  private constructor(
    readonly stage: Stage,
    private readonly rows: TenantRows,
  ) {}

  static async of(testApp: TestApp, operations: readonly Operation[]): Promise<PreparedCalls> {
    const tenant = await provisionTestTenant(testApp);
    const stage = await Stage.of(tenant, 'sample');
    const calls = new PreparedCalls(stage, new TenantRows(testApp.database, tenant.ref.schema));
    await calls.prepare(operations);
    return calls;
  }

  /** The prepared call with these headers instead of none. */
  callTo(operation: Operation, headers: Record<string, string> = {}): Call & { readonly ids: Ids } {
    const version: Record<string, string> = needsVersion(operation) ? { 'If-Match': '"1"' } : {};
    return {
      ids: this.targets.get(operation.id)!,
      body: this.bodies.get(operation.id),
      headers: { ...version, ...headers },
    };
  }

  /** Checks that a refused call has changed nothing. */
  async expectNoEffect(): Promise<void> {
    expect(await this.rows.hashes()).toEqual(this.untouched);
  }

  private async prepare(operations: readonly Operation[]): Promise<void> {
    for (const operation of operations) this.targets.set(operation.id, await this.stage.target(operation));
    for (const operation of operations) this.bodies.set(operation.id, await this.stage.body(operation));
    await this.rows.settled();
    this.untouched = await this.rows.hashes();
  }
}
