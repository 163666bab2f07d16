import { jest } from '@jest/globals';
import pg from 'pg';
import { startTenancy, type TenancyContext } from './tenancy-context.js';
import { everything, nothing, settled, tracesOf } from './what-is-left.js';

let t: TenancyContext;

beforeAll(async () => {
  t = await startTenancy();
});
afterEach(() => jest.restoreAllMocks());

type Moment = 'before' | 'after';
type Query = (this: Wire, ...args: unknown[]) => Promise<unknown>;
type Wire = pg.Client & {
  connectionParameters: { application_name: string };
  connection: { stream: { destroy(): unknown } };
};

/** Closes the connection of the provisioning process at its n-th statement, as when the process or the network fails. */
function cutAt(step: number, moment: Moment): void {
  let statements = 0;
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const original = prototype.query;
  const cut = (client: Wire): unknown => client.connection.stream.destroy();
  const query: Query = async function (...args) {
    const isCut = this.connectionParameters.application_name === 'fieldpilot migrator' && ++statements === step;
    if (isCut && moment === 'before') cut(this);
    const result = await original.apply(this, args);
    if (isCut && moment === 'after') cut(this);
    return result;
  };
  jest.spyOn(prototype, 'query').mockImplementation(query);
}

describe('provisioning that is cut off', () => {
  it.each<Moment>(['before', 'after'])('%s any statement leaves nothing, and the same slug works', async (moment) => {
    const slug = t.slug(`cut-${moment}`);
    const firstRows = [{ table: 'counters', values: { name: 'first' } }];
    const provision = (): Promise<unknown> => t.tenancy.provision({ slug, name: 'Cut', firstRows });
    let step = 1;
    for (; ; step++) {
      cutAt(step, moment);
      const outcome = await provision().catch((error: unknown) => error);
      jest.restoreAllMocks();
      await settled(t.database);
      if (!(outcome instanceof Error)) break;
      expect({ step, ...(await tracesOf(t.database, slug)) }).toEqual({ step, ...nothing });
    }
    expect(step).toBeGreaterThan(10);
    await expect(provision()).rejects.toMatchObject({ code: 'tenant.slug_taken' });
    expect(await tracesOf(t.database, slug)).toEqual(everything);
  });
});
