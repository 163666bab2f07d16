import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isoUtc, PlatformDb } from '#libs/database';
import { Clock, refuse, type Refusal } from '#libs/kernel';
import { networkOf } from '#libs/limits';
import { tooManyAttempts, tooManyKeys } from '../../sessions/domain/auth.errors.js';
import { after } from '../../sessions/domain/token-lifetimes.js';
import { countFailures, deleteFailures, takeBackFailures, type FailureRow } from './sign-in-failure.writes.js';

const WINDOW_SECONDS = 15 * 60;
/** Enough for people who try several of their passwords, too few for guessing. */
const MAX_PER_ACCOUNT = 10;
/** A whole company may come from one address. */
const MAX_PER_NETWORK = 100;
/** Fewer than for an account, in case the device's token was stolen. */
const MAX_PER_DEVICE = 5;
const MAX_MAILS_OF_USER = 5;
/** Many times what the people of all tenants mistype: a guesser with countless addresses tries many accounts a few times each. */
const MAX_EVERYWHERE = 10_000;
/** Of a million codes three are right at a time. */
const MAX_SIGNED_IN = 5;

/** What an attempt counts against. */
export type Attempter =
  | { readonly account: string; readonly ip: string | undefined }
  /** A known device counts alone, so that failures of strangers do not block it. */
  | { readonly device: string }
  /** Somebody who is signed in and gives a code or the password once more. */
  | { readonly signedIn: string };

export interface Attempt {
  /** The subject with failures of its own: the account, or the device. */
  readonly own: string;
  /** Subjects whose failures are shared with others. */
  readonly shared: readonly string[];
  /** Should this attempt fail, the account or device is blocked for a while. */
  readonly isLast: boolean;
}

interface Counted {
  readonly subject: string;
  readonly most: number;
}

/**
 * Counts failed sign-ins in the database, for all processes and whether or not the account exists. An attempt counts as failed before
 * the password is checked and is taken back when that is right, so that simultaneous attempts all count.
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

  /** Resets the account or device; in shared counts only this attempt is taken back. */
  async succeeded({ own, shared }: Attempt): Promise<void> {
    const now = this.clock.now();
    await this.db.batch(deleteFailures(own, now), takeBackFailures(shared));
  }

  /** The password was never checked. */
  async withdrawn({ own, shared }: Attempt): Promise<void> {
    await this.db.batch(takeBackFailures([own, ...shared]));
  }

  /** Only failed refreshes count and are refused, since a valid token is not a guess. @throws 429 `auth.too_many_attempts` */
  async refreshFailed(ip: string | undefined): Promise<void> {
    await this.count(ofNetwork('refreshes', ip));
  }

  /** Only unknown API keys count and are refused, for the same reason. @throws 429 `auth.too_many_keys` */
  async apiKeyFailed(ip: string | undefined): Promise<void> {
    await this.count(ofNetwork('api keys', ip), tooManyKeys);
  }

  /** Every request for a mail counts, since a stranger's fills somebody's mailbox. @throws 429 `auth.too_many_attempts` */
  async mailRequested(account: string, ip: string | undefined): Promise<void> {
    await this.count([
      { subject: subjectOf('mails to', account.toLowerCase()), most: MAX_PER_ACCOUNT },
      ...ofNetwork('mails for', ip),
    ]);
  }

  /** Mails that somebody who is signed in asks for, whoever they go to. Strangers cannot use them up. @throws 429 `auth.too_many_attempts` */
  async mailToOneself(user: string, ip: string | undefined): Promise<void> {
    await this.count([
      { subject: subjectOf('mails of', user), most: MAX_MAILS_OF_USER },
      ...ofNetwork('mails for', ip),
    ]);
  }

  /** As {@link refreshFailed}, of the tokens in links. @throws 429 `auth.too_many_attempts` */
  async mailedTokenFailed(ip: string | undefined): Promise<void> {
    await this.count(ofNetwork('links', ip));
  }

  /** Counts one failure for each. @returns the failures of the first */
  private async count(
    counted: readonly [Counted, ...Counted[]],
    refusal = tooManyAttempts,
  ): Promise<number | undefined> {
    const now = this.clock.now();
    const subjects = counted.map(({ subject }) => subject);
    const [result] = await this.db.batch(countFailures(subjects, now, after(now, WINDOW_SECONDS)));
    const failures = new Map(result!.rows.map((row) => [row['subject'], row as unknown as FailureRow]));
    for (const { subject, most } of counted) this.assertBelow(failures.get(subject), most, refusal);
    return failures.get(counted[0].subject)?.failures;
  }

  private assertBelow(row: FailureRow | undefined, most: number, refusal: Refusal): void {
    if (!row || row.failures <= most) return;
    const seconds = (new Date(isoUtc(row.expires_at)).getTime() - this.clock.now().getTime()) / 1_000;
    if (seconds > 0) throw refuse(refusal, { retryAfterSeconds: Math.ceil(seconds) });
  }
}

function countedFor(attempter: Attempter): readonly [Counted, ...Counted[]] {
  if ('device' in attempter) return [{ subject: subjectOf('device', attempter.device), most: MAX_PER_DEVICE }];
  if ('signedIn' in attempter) return [{ subject: subjectOf('signed in', attempter.signedIn), most: MAX_SIGNED_IN }];
  return [
    { subject: subjectOf('account', attempter.account.toLowerCase()), most: MAX_PER_ACCOUNT },
    ...ofNetwork('network', attempter.ip),
  ];
}

/** Failures of one kind from a network, and from everywhere. */
function ofNetwork(kind: SubjectKind, ip: string | undefined): readonly [Counted, Counted] {
  return [
    { subject: subjectOf(kind, networkOf(ip ?? 'unknown')), most: MAX_PER_NETWORK },
    { subject: subjectOf('everywhere', kind), most: MAX_EVERYWHERE },
  ];
}

type SubjectKind =
  | 'account'
  | 'network'
  | 'device'
  | 'signed in'
  | 'refreshes'
  | 'api keys'
  | 'mails to'
  | 'mails of'
  | 'mails for'
  | 'links'
  | 'everywhere';

function subjectOf(kind: SubjectKind, name: string): string {
  return createHash('sha256').update(`${kind} ${name}`).digest('hex');
}
