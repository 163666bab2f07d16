import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { isoUtc, PlatformDb, type Statement } from '#libs/database';
import { Clock } from '#libs/kernel';
import { tooManyAttempts } from '../domain/auth.errors.js';
import { after } from '../domain/token-lifetimes.js';

const WINDOW_SECONDS = 15 * 60;
/** Enough for people who have forgotten which of their passwords it was, hopeless for guessing. */
const MOST_PER_ACCOUNT = 10;
/** A whole company may come from one address. */
const MOST_PER_NETWORK = 100;

export interface Attempt {
  readonly account: string;
  readonly network: string;
  /** This attempt is the one that closes the account for a while. */
  readonly isLast: boolean;
}

/**
 * Counts failed sign-ins, in the database: for all processes, and whether or not the account exists. An attempt counts as failed
 * before the password is looked at and is taken back when it was right, so that attempts at the same time count each.
 */
@Injectable()
export class SignInThrottle {
  constructor(
    private readonly db: PlatformDb,
    private readonly clock: Clock,
  ) {}

  /** @throws 429 `auth.too_many_attempts` */
  async begin(accountName: string, ip: string | undefined): Promise<Attempt> {
    const account = subject('account', accountName.toLowerCase());
    const network = subject('network', networkOf(ip));
    const [result] = await this.db.batch(this.countOne(account, network));
    const failures = new Map(result!.rows.map((row) => [row['subject'], row as unknown as FailureRow]));
    this.refuse(failures.get(account), MOST_PER_ACCOUNT);
    this.refuse(failures.get(network), MOST_PER_NETWORK);
    return { account, network, isLast: failures.get(account)?.failures === MOST_PER_ACCOUNT };
  }

  /** The account starts anew, the network gets this one attempt back. */
  async succeeded({ account, network }: Attempt): Promise<void> {
    const now = this.clock.now();
    await this.db.batch(
      { text: 'delete from public.sign_in_failures where subject = $1 or expires_at <= $2', values: [account, now] },
      takeBack([network]),
    );
  }

  /** The password was never looked at. */
  async withdrawn({ account, network }: Attempt): Promise<void> {
    await this.db.batch(takeBack([account, network]));
  }

  /** For credentials that name no account, such as refresh tokens. @throws 429 `auth.too_many_attempts` */
  async assertOpen(ip: string | undefined): Promise<void> {
    const network = subject('network', networkOf(ip));
    const [result] = await this.db.batch({
      text: 'select failures, expires_at from public.sign_in_failures where subject = $1',
      values: [network],
    });
    const row = result!.rows[0] as unknown as FailureRow | undefined;
    // it would be this attempt that is one too many
    this.refuse(row && { ...row, failures: row.failures + 1 }, MOST_PER_NETWORK);
  }

  async failed(ip: string | undefined): Promise<void> {
    await this.db.batch(this.countOne(subject('network', networkOf(ip))));
  }

  private countOne(...subjects: string[]): Statement {
    const now = this.clock.now();
    return {
      text: `insert into public.sign_in_failures as f (subject, failures, expires_at)
        select unnest($1::text[]), 1, $2::timestamptz
        on conflict (subject) do update set
          failures = case when f.expires_at <= $3 then 1 else f.failures + 1 end,
          expires_at = case when f.expires_at <= $3 then excluded.expires_at else f.expires_at end
        returning subject, failures, expires_at`,
      values: [subjects, after(now, WINDOW_SECONDS), now],
    };
  }

  private refuse(row: FailureRow | undefined, most: number): void {
    if (!row || row.failures <= most) return;
    const seconds = (new Date(isoUtc(row.expires_at)).getTime() - this.clock.now().getTime()) / 1_000;
    if (seconds > 0) throw tooManyAttempts(Math.ceil(seconds));
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
  };
}

function subject(kind: 'account' | 'network', name: string): string {
  return createHash('sha256').update(`${kind} ${name}`).digest('hex');
}

/** Whoever has one IPv6 address has a whole /64 of them. */
export function networkOf(ip = 'unknown'): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  return isIPv6(ip) ? groupsOf(ip).slice(0, 4).join(':') : ip;
}

function groupsOf(ip: string): string[] {
  const [head = '', tail] = ip.split('%')[0]!.toLowerCase().split('::');
  const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left!.length - right!.length)).fill('0');
  return [...left!, ...zeros, ...right!].map((group) => group.replace(/^0+(?=.)/, ''));
}
