import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isoUtc, PlatformDb, type Statement } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { networkOf } from '#libs/limits';
import { tooManyAttempts } from '../../sessions/domain/auth.errors.js';
import { after } from '../../sessions/domain/token-lifetimes.js';

const WINDOW_SECONDS = 15 * 60;
/** Enough for people who have forgotten which of their passwords it was, hopeless for guessing. */
const MOST_PER_ACCOUNT = 10;
/** A whole company may come from one address. */
const MOST_PER_NETWORK = 100;
/** A stolen device token is worth fewer guesses than a stranger has. */
const MOST_PER_DEVICE = 5;
const MOST_REFRESHES = 100;

/** Whom an attempt is held against. */
export type Attempter =
  | { readonly account: string; readonly ip: string | undefined }
  /** On its own account alone: it neither answers for strangers nor do they answer for it. */
  | { readonly device: string };

export interface Attempt {
  /** What has failures of its own: the account, or the device. */
  readonly own: string;
  /** What shares them with others. */
  readonly shared: readonly string[];
  /** This attempt is the one that closes the account, or the device, for a while. */
  readonly isLast: boolean;
}

interface Counted {
  readonly subject: string;
  readonly most: number;
}

/**
 * Counts failed sign-ins, in the database: for all processes, and whether or not the account exists. An attempt counts as failed
 * before the password is looked at and is taken back when it was right, so that attempts at the same time count each.
 */
@Injectable()
export class SignInThrottleService {
  constructor(
    private readonly db: PlatformDb,
    private readonly clock: Clock,
  ) {}

  /** @throws 429 `auth.too_many_attempts` */
  async begin(attempter: Attempter): Promise<Attempt> {
    const [own, ...shared] = countedFor(attempter);
    const failures = await this.count([own, ...shared]);
    return { own: own.subject, shared: shared.map(({ subject }) => subject), isLast: failures === own.most };
  }

  /** The account, or the device, starts anew; what is shared gets this one attempt back. */
  async succeeded({ own, shared }: Attempt): Promise<void> {
    const now = this.clock.now();
    await this.db.batch(
      {
        text: 'delete from public.sign_in_failures where subject = $1 or expires_at <= $2',
        values: [own, now],
        writes: true,
      },
      takeBack(shared),
    );
  }

  /** The password was never looked at. */
  async withdrawn({ own, shared }: Attempt): Promise<void> {
    await this.db.batch(takeBack([own, ...shared]));
  }

  /** Only what has failed counts, and only that is refused: a valid token is nobody's guess. @throws 429 `auth.too_many_attempts` */
  async refreshFailed(ip: string | undefined): Promise<void> {
    await this.count([{ subject: subjectOf('refreshes', networkOf(ip ?? 'unknown')), most: MOST_REFRESHES }]);
  }

  /** One more for each. Answers the failures of the first. */
  private async count(counted: readonly [Counted, ...Counted[]]): Promise<number | undefined> {
    const [result] = await this.db.batch(this.countOne(counted.map(({ subject }) => subject)));
    const failures = new Map(result!.rows.map((row) => [row['subject'], row as unknown as FailureRow]));
    for (const { subject, most } of counted) this.refuse(failures.get(subject), most);
    return failures.get(counted[0].subject)?.failures;
  }

  private countOne(subjects: readonly string[]): Statement {
    const now = this.clock.now();
    return {
      text: `insert into public.sign_in_failures as f (subject, failures, expires_at)
        select unnest($1::text[]), 1, $2::timestamptz
        on conflict (subject) do update set
          failures = case when f.expires_at <= $3 then 1 else f.failures + 1 end,
          expires_at = case when f.expires_at <= $3 then excluded.expires_at else f.expires_at end
        returning subject, failures, expires_at`,
      values: [subjects, after(now, WINDOW_SECONDS), now],
      writes: true,
    };
  }

  private refuse(row: FailureRow | undefined, most: number): void {
    if (!row || row.failures <= most) return;
    const seconds = (new Date(isoUtc(row.expires_at)).getTime() - this.clock.now().getTime()) / 1_000;
    if (seconds > 0) throw refuse(tooManyAttempts, { retryAfterSeconds: Math.ceil(seconds) });
  }
}

interface FailureRow {
  readonly failures: number;
  readonly expires_at: string;
}

function takeBack(subjects: readonly string[]): Statement {
  return {
    text: 'update public.sign_in_failures set failures = greatest(failures - 1, 0) where subject = any($1::text[])',
    values: [subjects],
    writes: true,
  };
}

function countedFor(attempter: Attempter): readonly [Counted, ...Counted[]] {
  if ('device' in attempter) return [{ subject: subjectOf('device', attempter.device), most: MOST_PER_DEVICE }];
  return [
    { subject: subjectOf('account', attempter.account.toLowerCase()), most: MOST_PER_ACCOUNT },
    { subject: subjectOf('network', networkOf(attempter.ip ?? 'unknown')), most: MOST_PER_NETWORK },
  ];
}

function subjectOf(kind: 'account' | 'network' | 'device' | 'refreshes', name: string): string {
  return createHash('sha256').update(`${kind} ${name}`).digest('hex');
}
