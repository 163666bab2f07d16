// Past the unit of work: failures are counted in shared tables, whether or not the account exists, and stay when the request fails.
import type { Statement } from '#libs/database';

export interface FailureRow {
  readonly failures: number;
  readonly expires_at: string;
}

/** One more failure for each; those that have expired begin again at one. In the order of subjects, so that no two wait for each other. */
export function countFailures(subjects: readonly string[], now: Date, expiresAt: Date): Statement {
  return {
    text: `insert into public.sign_in_failures as f (subject, failures, expires_at)
      select subject, 1, $2::timestamptz from unnest($1::text[]) as given(subject) order by subject
      on conflict (subject) do update set
        failures = case when f.expires_at <= $3 then 1 else f.failures + 1 end,
        expires_at = case when f.expires_at <= $3 then excluded.expires_at else f.expires_at end
      returning subject, failures, expires_at`,
    values: [subjects, expiresAt, now],
    writes: true,
  };
}

/** Those of the subject, and in passing all that have expired and that nobody counts just now. */
export function deleteFailures(subject: string, now: Date): Statement {
  return {
    text: `delete from public.sign_in_failures where subject = $1 or subject in (
        select subject from public.sign_in_failures where expires_at <= $2 and subject <> $1 for update skip locked)`,
    values: [subject, now],
    writes: true,
  };
}

export function takeBackFailures(subjects: readonly string[]): Statement {
  return {
    text: `update public.sign_in_failures set failures = greatest(failures - 1, 0) where subject in (
        select subject from public.sign_in_failures where subject = any($1::text[]) order by subject for update)`,
    values: [subjects],
    writes: true,
  };
}
