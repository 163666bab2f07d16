import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { IdentityFacade } from '#contexts/identity';
import { TenancyFacade } from '#contexts/tenancy';
import { provisionSchema, tenantRoles } from '#libs/migrations';
import { runAsSystem } from '#libs/request-context';
import type { Bench } from './bench.js';
import { adminPassword } from './product.js';
import { resultOf } from './result.js';
import { inTurns, milliseconds } from './turns.js';

/** Role, schema, tables, grants: the text that the product sends for a tenant, before its own rows. */
async function schemaScript(schema: string): Promise<string> {
  const texts: string[] = [];
  const client = { query: async (text: string) => void texts.push(text) };
  await provisionSchema(client as never, { schema, roles: tenantRoles(schema) });
  return texts.join('\n');
}

/** Everything `fieldpilot tenants create` does but hashing the password, which is made to be slow. */
async function provisioning(app: INestApplicationContext): Promise<(slug: string) => Promise<unknown>> {
  const email = 'admin@example.com';
  const firstRows = await app
    .get(IdentityFacade, { strict: false })
    .firstAdmin({ slug: 'bench', name: 'Bench' }, { email, password: adminPassword });
  const tenancy = app.get(TenancyFacade, { strict: false });
  return (slug) => runAsSystem('bench', () => tenancy.provision({ slug, name: slug, firstRows }));
}

export const provision: Bench = {
  about:
    'a new tenant with registry row, domain and first administrator, against the same role, schema, tables and grants as one query through pg',
  run: async (setting) => {
    const { urls } = await setting.server();
    const floor = new pg.Client({ connectionString: urls.migratorUrl });
    await floor.connect();
    let count = 0;
    const measured = await setting.withProduct(async (app) => {
      const provisionOne = await provisioning(app);
      return inTurns(setting.number(25, 15, 2), {
        product: () => milliseconds(() => provisionOne(`product-${(count += 1)}`)),
        floor: async () => {
          const script = await schemaScript(`tenant_floor_${(count += 1)}`);
          return milliseconds(() => floor.query(`begin;\n${script}\ncommit`));
        },
      });
    });
    await floor.end();
    return [resultOf('provision', 'ms', measured)];
  },
};
