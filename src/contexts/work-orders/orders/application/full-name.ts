import { sql } from 'kysely';

/** Name of a user (users as u) as people write it; null when none is known. */
export const fullName = sql<string | null>`nullif(concat_ws(' ', u.first_name, u.last_name), '')`;
