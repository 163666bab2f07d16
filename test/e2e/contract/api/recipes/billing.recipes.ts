import { runAsSystem } from '#libs/request-context';
import { provisionTestTenant } from '#libs/testing';
import { StripeCopyService } from '../../../../../src/contexts/billing/stripe/application/stripe-copy.service.js';
import { currentStripe } from '../../../../support/stripe/stripe-stand-in.js';
import type { Stage } from '../stage.js';
import type { ContextRecipes, OwnCaller } from './recipe.js';

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

/** One that was set aside. */
async function aStripeEvent(stage: Stage): Promise<string> {
  const { testApp, ref } = stage.tenant;
  const [row] = await testApp.database.query(
    `insert into public.stripe_inbox (id, type, tenant_id, occurred_at, dead_at) values ($1, 'invoice.paid', $2, now(), now())
      returning event_id`,
    [`evt_${unique()}`, ref.id],
  );
  return row!['event_id'] as string;
}

/** An administrator of an account of their own, which pays at Stripe. */
async function payingAdmin(stage: Stage): Promise<OwnCaller> {
  const { testApp } = stage.tenant;
  const tenant = await provisionTestTenant(testApp);
  const { accessToken: token } = await tenant.tokens(tenant.admin);
  const planId = await stage.fresh('/admin/v1/plans');
  const admin = testApp.withToken(token);
  const { body } = await admin.post('/v1/subscription/checkout').send({ planId, billingCycle: 'monthly' }).expect(200);
  const { customer } = currentStripe().state.pay((body.url as string).split('/').at(-1)!);
  await runAsSystem('recipe', () => testApp.get(StripeCopyService).copy(customer));
  return { token, tenant };
}

/** In which whatever the calls before have made has room. */
async function roomyPlan(stage: Stage): Promise<string> {
  const body = { ...(await stage.body(stage.api.operation('createPlan'))), maxUsers: null, maxEquipment: null };
  return (await stage.perform('createPlan', { body })).json.id as string;
}

const switchTo = async (stage: Stage) => ({ planId: await stage.fresh('/admin/v1/plans') });

export const billingRecipes: ContextRecipes = {
  tags: ['Plans', 'Plan catalogue', 'Subscription', 'Subscriptions', 'Invoices', 'Issued invoices', 'Stripe events'],
  recipes: {
    createPlan: { body: ({ sampler }) => ({ slug: `${sampler.marker}-${unique()}` }) },
    // a tenant has one subscription
    createSubscription: { body: async (stage) => ({ tenantId: await stage.fresh('/admin/v1/tenants') }) },
    // one that changes nothing leaves no entry in the log
    updatePlan: { fields: ['name'] },
    changePlan: { body: async (stage) => ({ planId: await stage.fresh('/admin/v1/plans') }) },
    beginCheckout: { body: async (stage) => ({ planId: await roomyPlan(stage) }) },
    openPortal: { caller: payingAdmin },
    cancelSubscription: { caller: payingAdmin },
    resumeSubscription: { caller: payingAdmin },
    previewPlanSwitch: { caller: payingAdmin, body: switchTo },
    switchPlan: {
      caller: payingAdmin,
      body: async (stage) => ({ ...(await switchTo(stage)), prorationAt: new Date().toISOString() }),
    },
    createInvoice: { body: ({ sampler }) => ({ lines: [lineWith(`${sampler.marker}-${unique()}`)] }) },
    offerPlan: { after: ['retirePlan'] },
    creditInvoice: { after: ['markInvoicePaid'] },
  },
  references: { planId: '/admin/v1/plans' },
  // operators issue invoices, Stripe sends events
  origins: {
    '/admin/v1/stripe-events': aStripeEvent,
    '/admin/v1/tenants/{id}/plan-previews': (stage) => stage.fresh('/admin/v1/plans'),
    '/v1/invoices': async (stage) => {
      // two, so that a page of one has a next one
      await issue(stage);
      return issue(stage);
    },
  },
};
