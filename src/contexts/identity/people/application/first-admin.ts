import { sql } from 'kysely';
import { countUse } from '#contexts/tenancy';
import { tenantQuery, unnamed, type Statement } from '#libs/database';
import { uuidv7 } from '#libs/kernel';
import { normalEmail } from '../domain/user.entity.js';
import type { IdentityTables } from '../../identity.tables.js';

export interface FirstAdmin {
  readonly email: string;
  readonly passwordHash: string;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

const insertAdmin = tenantQuery<IdentityTables, FirstAdmin & { id: string; at: Date }>()((db, p) => {
  const at = sql<string>`${p('at')}::timestamptz`;
  return db.insertInto('users').values({
    id: p('id'),
    email: p('email'),
    password_hash: p('passwordHash'),
    first_name: p('firstName'),
    last_name: p('lastName'),
    role: 'admin',
    is_active: true,
    is_verified: true,
    email_verified_at: at,
    created_at: at,
    updated_at: at,
  } as never);
});

/** For provisioning, which runs where no tenant is bound yet. Whoever makes the account vouches for the address. */
export function firstAdminStatements(schema: string, admin: FirstAdmin): Statement[] {
  const values = { ...admin, id: uuidv7(), email: normalEmail(admin.email), at: new Date() };
  return [unnamed(insertAdmin.bind(schema, values)), countUse(schema, 'users')];
}
