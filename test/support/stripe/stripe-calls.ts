import { RefusedByStripe, type PriceChange, type StripeState } from './stripe-state.js';

type Call = (state: StripeState, form: URLSearchParams, id: string) => unknown;

const list = (data: readonly unknown[]) => ({ object: 'list', data, has_more: false });

function needed(form: URLSearchParams, name: string, form_: RegExp = /./): string {
  const value = form.get(name);
  if (value === null) throw new RefusedByStripe(`Missing required param: ${name}.`, name);
  if (!form_.test(value)) throw new RefusedByStripe(`Invalid ${name}: ${value}`, name);
  return value;
}

/** `metadata[x]=1` as an object. */
function openFields(form: URLSearchParams, prefix: string): Record<string, string> {
  const entries = [...form].filter(([name]) => name.startsWith(`${prefix}[`));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length + 1, -1), value]));
}

/** One item, its new price, and from when on. */
function priceChange(form: URLSearchParams, prefix: string): PriceChange {
  const name = (rest: string) => (prefix === '' ? rest.replace(/^\[(\w+)\]/, '$1') : `${prefix}${rest}`);
  needed(form, name('[proration_behavior]'), /^create_prorations$/);
  return {
    item: needed(form, name('[items][0][id]')),
    price: needed(form, name('[items][0][price]')),
    at: Number(needed(form, name('[proration_date]'), /^\d+$/)),
  };
}

/** What each call does with parameters that are known. */
export const calls: Readonly<Record<string, Call>> = {
  'POST /v1/customers': (state, form) => state.createCustomer(form.get('name'), openFields(form, 'metadata')),
  'GET /v1/prices': (state, form) => {
    const keys = [...form].filter(([name]) => name.startsWith('lookup_keys')).map(([, value]) => value);
    return list([...state.prices.values()].filter(({ lookup_key: key }) => key !== null && keys.includes(key)));
  },
  'POST /v1/prices': (state, form) => {
    needed(form, 'product_data[name]');
    return state.createPrice({
      lookup_key: form.get('lookup_key'),
      currency: needed(form, 'currency', /^[a-z]{3}$/),
      unit_amount: Number(needed(form, 'unit_amount', /^\d{1,12}$/)),
      recurring: { interval: needed(form, 'recurring[interval]', /^(month|year)$/) as 'month' | 'year' },
      metadata: openFields(form, 'metadata'),
    });
  },
  'POST /v1/checkout/sessions': (state, form) => {
    needed(form, 'mode', /^subscription$/);
    needed(form, 'success_url', /^https?:\/\//);
    needed(form, 'line_items[0][quantity]', /^1$/);
    const metadata = openFields(form, 'subscription_data[metadata]');
    return state.createSession(needed(form, 'customer'), needed(form, 'line_items[0][price]'), metadata);
  },
  'GET /v1/checkout/sessions': (state, form) =>
    list(
      [...state.sessions.values()]
        .reverse()
        .filter(({ customer, status }) => customer === form.get('customer') && status === form.get('status')),
    ),
  'POST /v1/checkout/sessions/:id/expire': (state, _form, id) => state.expireSession(id),
  'GET /v1/subscriptions': (state, form) =>
    list(state.subscriptions.filter(({ customer }) => customer === form.get('customer'))),
  'GET /v1/subscriptions/:id': (state, _form, id) => state.subscription(id),
  'POST /v1/subscriptions/:id': (state, form, id) => {
    if (form.has('cancel_at_period_end'))
      return state.endWithPeriod(id, needed(form, 'cancel_at_period_end', /^(true|false)$/) === 'true');
    return state.changePrice(id, priceChange(form, ''));
  },
  'POST /v1/invoices/create_preview': (state, form) =>
    state.previewPrice(needed(form, 'subscription'), priceChange(form, 'subscription_details')),
  'POST /v1/billing_portal/sessions': (state, form) => {
    const customer = needed(form, 'customer');
    needed(form, 'return_url', /^https?:\/\//);
    return state.openPortal(customer);
  },
};
