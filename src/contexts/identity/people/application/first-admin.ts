import type { FirstRow } from '#contexts/tenancy';
import { uuidv7 } from '#libs/kernel';
import { normalEmail } from '../domain/user.entity.js';

export interface FirstAdmin {
  readonly email: string;
  readonly passwordHash: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  /** Default: true, as whoever provisions the tenant knows the address. */
  readonly isVerified?: boolean | undefined;
}

/** For provisioning, which runs without a current tenant. */
export function firstAdminRow(
  { email, passwordHash, isVerified = true, ...names }: FirstAdmin,
  id = uuidv7(),
): FirstRow {
  const at = new Date();
  const values = {
    id,
    email: normalEmail(email),
    password_hash: passwordHash,
    first_name: names.firstName ?? null,
    last_name: names.lastName ?? null,
    role: 'admin',
    is_active: true,
    is_verified: isVerified,
    email_verified_at: isVerified ? at : null,
    created_at: at,
    updated_at: at,
  };
  return { table: 'users', values, counts: 'users' };
}
