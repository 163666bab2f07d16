import type { FirstRow } from '#contexts/tenancy';
import { uuidv7 } from '#libs/kernel';
import { normalEmail } from '../domain/user.entity.js';

export interface FirstAdmin {
  readonly email: string;
  readonly passwordHash: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

/** For provisioning, which runs without a current tenant. The address counts as verified by the operator. */
export function firstAdminRow({ email, passwordHash, firstName, lastName }: FirstAdmin): FirstRow {
  const at = new Date();
  const values = {
    id: uuidv7(),
    email: normalEmail(email),
    password_hash: passwordHash,
    first_name: firstName ?? null,
    last_name: lastName ?? null,
    role: 'admin',
    is_active: true,
    is_verified: true,
    email_verified_at: at,
    created_at: at,
    updated_at: at,
  };
  return { table: 'users', values, counts: 'users' };
}
