import type { NodeEnv, StripeConfig } from './app-config.js';
import type { EnvironmentReader } from './environment-reader.js';

const KEY = 'STRIPE_SECRET_KEY';
const SECRETS = 'STRIPE_WEBHOOK_SECRETS';
const BASE = 'STRIPE_API_BASE';
const MOST_SECRETS = 2;

/** Undefined where nobody pays by Stripe. No message contains a secret. */
export function readStripe(reader: EnvironmentReader, nodeEnv: NodeEnv): StripeConfig | undefined {
  const secretKey = reader.text(KEY);
  const secrets = (reader.text(SECRETS) ?? '').split(',').map((each) => each.trim());
  const webhookSecrets = secrets.filter((each) => each !== '');
  const apiBase = readBase(reader, nodeEnv);
  if (secretKey === undefined) {
    if (webhookSecrets.length > 0 || apiBase !== undefined)
      reader.fault(`${KEY}: is required with other STRIPE variables. Set it, or leave them out.`);
    return undefined;
  }
  if (!/^(sk|rk)_(test|live)_\w{8,}$/.test(secretKey))
    reader.fault(`${KEY}: is no key such as sk_live_…. Copy it from the dashboard of Stripe.`);
  reportSecrets(reader, webhookSecrets);
  return { secretKey, webhookSecrets, apiBase };
}

function reportSecrets(reader: EnvironmentReader, secrets: readonly string[]): void {
  if (secrets.length === 0)
    reader.fault(`${SECRETS}: is required with ${KEY}. Copy the signing secret of the webhook from the dashboard.`);
  if (secrets.length > MOST_SECRETS)
    reader.fault(`${SECRETS}: has more than two. Name the present one and, while it is exchanged, the one before.`);
  if (!secrets.every((secret) => /^whsec_[\w+/=]{16,}$/.test(secret)))
    reader.fault(`${SECRETS}: one is no secret such as whsec_…. Separate two with a comma.`);
}

/** Only the address: the client of Stripe adds the paths. */
function readBase(reader: EnvironmentReader, nodeEnv: NodeEnv): string | undefined {
  const base = reader.url(BASE, ['https:', 'http:']);
  if (base === undefined) return undefined;
  const { protocol, pathname, origin } = new URL(base);
  if (pathname !== '/') reader.fault(`${BASE}: has a path. Set it like https://api.stripe.com.`);
  if (protocol === 'http:' && nodeEnv === 'production')
    reader.fault(`${BASE}: the secret key would cross the network in the open. Use https in production.`);
  return origin;
}
