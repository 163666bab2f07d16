// Past the unit of work: written by the migrator's connection, in the transaction that makes the tenant.
import { tenantQuery, unnamed, type Statement } from '#libs/database';

interface Tables {
  invitations: { id: string; email: string; role: string; token_hash: string; expires_at: string };
}

export interface FirstInvitation {
  readonly id: string;
  readonly email: string;
  readonly hash: string;
  readonly end: Date;
}

const inserting = tenantQuery<Tables, FirstInvitation>()((db, p) =>
  db.insertInto('invitations').values({
    id: p('id'),
    email: p('email'),
    role: 'admin',
    token_hash: p('hash'),
    expires_at: p('end') as unknown as string,
  }),
);

export function insertFirstInvitation(schema: string, invitation: FirstInvitation): Statement {
  return unnamed(inserting.bind(schema, invitation));
}
