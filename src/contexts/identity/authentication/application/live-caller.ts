import type { RegisteredTenant } from '#contexts/tenancy';
import type { Restriction, TenantRef, UserActor } from '#libs/request-context';
import type { TenantNames } from '../../sign-in/application/tenant-naming.service.js';

/** Shared by all requests with the same credential until something of it changes. */
export interface SignedInUser {
  readonly actor: UserActor;
  readonly tenant: TenantRef;
}

/** Somebody whose credential was found to be valid within the last seconds. */
export interface LiveCaller {
  readonly userId: string;
  /** Of the session, or of the API key: what ends the credential. */
  readonly sessionId: string;
  readonly who: SignedInUser;
  /** The host name that was last found to agree with the tenant. */
  agreedHost: string | undefined;
}

/** What the account leaves to a user whose address is not verified; nothing to spread into an actor where that is everything. */
export function restrictionOf(
  { unverifiedUsers }: RegisteredTenant,
  isVerified: boolean,
): { readonly restriction?: Restriction } {
  return isVerified || unverifiedUsers === 'everything' ? {} : { restriction: unverifiedUsers };
}

/** Whether the names in a request are known to be those of the caller's tenant. */
export function agreesAtOnce({ who, agreedHost }: LiveCaller, { host, header }: TenantNames): boolean {
  return host === agreedHost && (header === undefined || header === who.tenant.slug);
}
