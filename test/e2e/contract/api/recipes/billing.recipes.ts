import type { Stage } from '../stage.js';
import type { ContextRecipes } from './recipe.js';

let count = 0;
const unique = () => `${Date.now().toString(36)}-${(count += 1)}`;

const lineWith = (description: string) => ({
  description,
  quantity: 1,
  unitPrice: { amount: '149.00', currency: 'USD' },
});

async function issue(stage: Stage): Promise<string> {
  const body = { ...(await stage.body(stage.api.operation('createInvoice'))), tenantId: stage.tenant.ref.id };
  return (await stage.perform('createInvoice', { body })).json.id as string;
}

export const billingRecipes: ContextRecipes = {
  tags: ['Plans', 'Plan catalogue', 'Subscription', 'Subscriptions', 'Invoices', 'Issued invoices'],
  recipes: {
    createPlan: { body: ({ sampler }) => ({ slug: `${sampler.marker}-${unique()}` }) },
    // a tenant has one subscription
    createSubscription: { body: async (stage) => ({ tenantId: await stage.fresh('/admin/v1/tenants') }) },
    // one that changes nothing leaves no entry in the log
    updatePlan: { fields: ['name'] },
    changePlan: { body: async (stage) => ({ planId: await stage.fresh('/admin/v1/plans') }) },
    createInvoice: { body: ({ sampler }) => ({ lines: [lineWith(`${sampler.marker}-${unique()}`)] }) },
    offerPlan: { after: ['retirePlan'] },
    creditInvoice: { after: ['markInvoicePaid'] },
  },
  references: { planId: '/admin/v1/plans' },
  // operators issue them
  origins: {
    '/admin/v1/tenants/{id}/plan-previews': (stage) => stage.fresh('/admin/v1/plans'),
    '/v1/invoices': async (stage) => {
      // two, so that a page of one has a next one
      await issue(stage);
      return issue(stage);
    },
  },
};
