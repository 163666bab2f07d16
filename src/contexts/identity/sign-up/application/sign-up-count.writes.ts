// Past the unit of work: sign-ups are counted in shared tables before there is an account, and stay when the request fails.
import type { Statement } from '#libs/database';

export interface SignUpCount {
  readonly subject: string;
  readonly expiresAt: Date;
}

/** One more for each; those that have expired begin again at one. In the order of their subjects, so that no two wait for each other. */
export function countSignUps(counts: readonly SignUpCount[], now: Date): Statement {
  return {
    text: `insert into public.sign_up_counts as c (subject, count, expires_at)
      select subject, 1, expires_at from unnest($1::text[], $2::timestamptz[]) as given(subject, expires_at) order by subject
      on conflict (subject) do update set
        count = case when c.expires_at <= $3 then 1 else c.count + 1 end,
        expires_at = case when c.expires_at <= $3 then excluded.expires_at else c.expires_at end
      returning subject, count, expires_at`,
    values: [counts.map(({ subject }) => subject), counts.map(({ expiresAt }) => expiresAt), now],
    writes: true,
  };
}

export function takeBackSignUps(subjects: readonly string[]): Statement {
  return {
    text: `update public.sign_up_counts set count = greatest(count - 1, 0) where subject in (
        select subject from public.sign_up_counts where subject = any($1::text[]) order by subject for update)`,
    values: [subjects],
    writes: true,
  };
}

/** Some of those that have expired. Waits for nobody, as other counts may be locked already. */
export function deleteExpiredCounts(now: Date): Statement {
  return {
    text: `delete from public.sign_up_counts where subject in (
        select subject from public.sign_up_counts where expires_at <= $1 limit 100 for update skip locked)`,
    values: [now],
    writes: true,
  };
}
