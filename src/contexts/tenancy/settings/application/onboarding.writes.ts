// Past the unit of work: it notes what follows from other rows, so it is no change that anybody made, raises no version and leaves no audit row.
import { sql } from 'kysely';
import { platformQuery } from '#libs/database';

interface Tables {
  tenants: { id: string; onboarding_completed: boolean; updated_at: string };
}

export const noteCompletion = platformQuery<Tables, { id: string }>()((db, p) =>
  db
    .updateTable('tenants')
    .set({ onboarding_completed: true, updated_at: sql<string>`now()` })
    .where('id', '=', p('id'))
    .where('onboarding_completed', '=', false),
);
