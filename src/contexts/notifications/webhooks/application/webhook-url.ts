import { isIpAddress, isLoopback, isPublicAddress } from '#libs/addresses';
import { refuse } from '#libs/kernel';
import { invalidWebhookUrl } from '../domain/webhook.errors.js';

const LONGEST = 2_000;
/** Ends of names that no public DNS has. */
const local = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|arpa|onion|test|invalid)\.?$/;

const fault = (detail: string) => refuse(invalidWebhookUrl, { detail });

/**
 * The address as it is stored and sent to. What its name leads to is known, and checked, only when something is sent.
 * @param toLoopback whether this very machine may receive, for development
 * @throws 422 `webhook.invalid_url` with the reason
 */
export function webhookUrl(text: string, toLoopback: boolean): string {
  const url = URL.parse(text);
  if (!url || text.length > LONGEST || url.href.length > LONGEST) throw fault('It is no address of the web.');
  if (url.username || url.password) throw fault('It contains a user name or password, which logs would show.');
  if (url.hash) throw fault('What stands behind a # is never sent.');
  if (!(toLoopback && leadsToThisMachine(url))) assertPublic(url);
  return url.href;
}

function assertPublic(url: URL): void {
  if (url.protocol !== 'https:') throw fault('Only https addresses keep what is sent from the eyes of others.');
  const host = hostOf(url);
  const isPublic = isIpAddress(host) ? isPublicAddress(host) : host.includes('.') && !local.test(host);
  if (!isPublic) throw fault('The host is not in the public internet.');
}

function leadsToThisMachine(url: URL): boolean {
  const host = hostOf(url);
  return (
    ['http:', 'https:'].includes(url.protocol) && (host === 'localhost' || (isIpAddress(host) && isLoopback(host)))
  );
}

/** Without the brackets of IPv6. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}
