import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { FirstAdminsFacade } from '#contexts/identity';
import { TenancyFacade } from '#contexts/tenancy';
import { provisionSchema, tenantRoles } from '#libs/migrations';
import { runAsSystem } from '#libs/request-context';
import type { Bench } from './bench.js';
import { adminPassword } from './product.js';
import { resultOf } from './result.js';
import { inTurns, milliseconds } from './turns.js';

/** The statements that the product sends to create the role, schema, tables and grants of a tenant. */
async function schemaScript(schema: string): Promise<string> {
  const texts: string[] = [];
  const client = { query: async (text: string) => void texts.push(text) };
  await provisionSchema(client as never, { schema, roles: tenantRoles(schema) });
  return texts.join('\n');
}

/** Everything that `fieldpilot tenants create` does, except for hashing the password, which is slow on purpose. */
async function provisioning(app: INestApplicationContext): Promise<(slug: string) => Promise<unknown>> {
  const email = 'admin@example.com';
  const firstRows = await app
    .get(FirstAdminsFacade, { strict: false })
    .firstAdmin({ slug: 'bench', name: 'Bench' }, { email, password: adminPassword });
  const tenancy = app.get(TenancyFacade, { strict: false });
  return (slug) => runAsSystem('bench', () => tenancy.provision({ slug, name: slug, firstRows }));
}

/** Two at a time, which keeps both cores busy. */
async function addMore(count: number, provisionOne: (slug: string) => Promise<unknown>): Promise<void> {
  const half = async (from: number): Promise<void> => {
    for (let at = from; at < count; at += 2) await provisionOne(`more-${at}`);
  };
  await Promise.all([half(0), half(1)]);
}

export const provision: Bench = {
  about:
    'a new tenant with registry row, domain and first administrator, against the same role, schema, tables and grants as one query through pg; first, and with hundreds of tenants there',
  measure: async (run) => {
    const { urls } = await run.server();
    const floor = new pg.Client({ connectionString: urls.migratorUrl });
    await floor.connect();
    let count = 0;
    const more = run.number(300, 300, 4);
    const results = await run.withProduct(async (app) => {
      const provisionOne = await provisioning(app);
      const both = () =>
        inTurns(run.number(25, 15, 2), {
          product: () => milliseconds(() => provisionOne(`product-${(count += 1)}`)),
          floor: async () => {
            const script = await schemaScript(`tenant_floor_${(count += 1)}`);
            return milliseconds(() => floor.query(`begin;\n${script}\ncommit`));
          },
        });
      const first = resultOf('provision', 'ms', await both());
      await addMore(more, provisionOne);
      return [first, resultOf(`provision, ${more} more`, 'ms', await both())];
    });
    await floor.end();
    return results;
  },
};
