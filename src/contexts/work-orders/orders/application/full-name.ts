import { sql } from 'kysely';

/** Full name of a user (users as u); null when there is none. */
export const fullName = sql<string | null>`nullif(concat_ws(' ', u.first_name, u.last_name), '')`;
