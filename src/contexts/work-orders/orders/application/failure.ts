import { sql } from 'kysely';

/** What people call a breakdown (tasks as t). */
export const isFailure = sql<boolean>`t.task_type in ('repair', 'emergency')`;
