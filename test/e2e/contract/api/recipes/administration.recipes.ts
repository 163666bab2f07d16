import { randomUUID } from 'node:crypto';
import type { Stage } from '../stage.js';
import type { ContextRecipes } from './recipe.js';

let count = 0;

export const administrationRecipes: ContextRecipes = {
  tags: ['New tenants', 'Tenant overview', 'Tenant operations', 'Jobs', 'Kept mails'],
  recipes: {
    createTenant: {
      body: ({ sampler }) => ({ slug: `${sampler.marker}-${Date.now().toString(36)}-${(count += 1)}` }),
    },
    inviteAdmin: { target: async (stage) => ({ id: (await stage.perform('createTenant')).json.id as string }) },
  },
  origins: {
    // of a kind that nothing runs, and that is due in many years
    '/admin/v1/jobs': async ({ tenant }) => {
      const insert = `insert into public.tenant_wakeups (tenant_id, kind, due_at)
        values ($1, $2, now() + interval '9 years' + random() * interval '1 day') returning id`;
      const kind = `nothing-${randomUUID()}`;
      const [row] = await tenant.testApp.database.query<{ id: string }>(insert, [tenant.ref.id, kind]);
      return row!.id;
    },
    '/admin/v1/mail': async ({ tenant, sampler }) => {
      const insert = `insert into public.kept_mails (id, tenant_id, template, recipient, content)
        values ($1, $2, 'nothing', $3, '') returning id`;
      const to = `${sampler.marker}@example.com`;
      const [row] = await tenant.testApp.database.query<{ id: string }>(insert, [randomUUID(), tenant.ref.id, to]);
      return row!.id;
    },
    '/admin/v1/tenants/{id}/operations': async (stage, { id }) => {
      const kind = `${stage.sampler.marker}.past`;
      const insert = `insert into ${await schemaOf(stage, id!)}.operations (id, kind, status) values ($1, $2, 'canceled')`;
      const operationId = randomUUID();
      await stage.tenant.testApp.database.query(insert, [operationId, kind]);
      return operationId;
    },
  },
};

async function schemaOf({ tenant }: Stage, id: string): Promise<string> {
  const [row] = await tenant.testApp.database.query<{ schema_name: string }>(
    'select schema_name from public.tenants where id = $1',
    [id],
  );
  return row!.schema_name;
}
