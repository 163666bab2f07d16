import type { FastifyRequest } from 'fastify';
import { refuse } from '#libs/kernel';
import { API_KEY_PREFIX } from '../../api-keys/application/api-key-secret.js';
import { credentialInUrl } from '../../sessions/domain/auth.errors.js';

const SCHEME = 'bearer ';
/** Longer than any credential. */
const LONGEST = 2_048;

/** What the request carries as `Authorization: Bearer …`, the one place where credentials are taken from. */
export function bearerCredential({ headers: { authorization } }: Pick<FastifyRequest, 'headers'>): string | undefined {
  if (authorization === undefined || authorization.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return undefined;
  return authorization.slice(SCHEME.length);
}

/** The same for passport-jwt, which takes null for none. */
export function bearerToken(request: FastifyRequest): string | null {
  const token = bearerCredential(request);
  return token && token.length <= LONGEST ? token : null;
}

/** Names under which clients put credentials into queries: that of RFC 6750, and those that people make up. */
const credentialName = /[?&](access[_-]?token|api[_-]?key|authorization|bearer)=/i;

/** What one's own tokens look like: of access, refreshes and devices, under whatever name. */
const tokenValue = /[?&][^=&]*=(eyJ[\w-]+\.[\w-]+\.|fp(rt|ot|dt)_)/;

/** An address is kept by proxies, histories and logs. @throws 400 `auth.credential_in_url` */
export function assertNoCredentialInUrl(url: string): void {
  const hasOne =
    url.includes(API_KEY_PREFIX) || (url.includes('?') && [credentialName, tokenValue].some((each) => each.test(url)));
  if (hasOne) throw refuse(credentialInUrl);
}
