import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig, type Rate, type SignUpConfig } from '#libs/config';
import { isoUtc, PlatformDb } from '#libs/database';
import { Clock, refuse } from '#libs/kernel';
import { networkOf } from '#libs/limits';
import { tooManySignUps } from '../domain/sign-up.errors.js';
import { mailOrigin } from './mail-origin.js';
import { countSignUps, deleteExpiredCounts, takeBackSignUps } from './sign-up-count.writes.js';

/** Where a sign-up comes from. */
export interface SignUpOrigin {
  readonly email: string;
  readonly ip: string | undefined;
}

interface Counted {
  readonly subject: string;
  readonly rate: Rate;
}

/** What an attempt has counted against the mailbox and the domain, to be taken back when no account comes of it. */
export type SignUpAttempt = readonly string[];

/**
 * Counts sign-ups in the database, for all processes: attempts for each network, accounts for each mailbox and domain. An attempt counts
 * as an account until it has failed, so that simultaneous ones all count.
 */
@Injectable()
export class SignUpThrottleService {
  constructor(
    private readonly db: PlatformDb,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws 429 `sign_up.too_many` */
  async begin({ email, ip }: SignUpOrigin): Promise<SignUpAttempt> {
    const { limits, signUp } = this.config;
    if (!limits.enabled) return [];
    const network = { subject: subjectOf('network', networkOf(ip ?? 'unknown')), rate: signUp.network };
    const accounts = countedFor(email, signUp);
    const attempt = accounts.map(({ subject }) => subject);
    const seconds = await this.count([network, ...accounts]);
    if (seconds <= 0) return attempt;
    // what one network is refused must not use up what others have in common
    await this.failed(attempt);
    throw refuse(tooManySignUps, { retryAfterSeconds: Math.ceil(seconds) });
  }

  /** No account was opened. */
  async failed(attempt: SignUpAttempt): Promise<void> {
    if (attempt.length > 0) await this.db.batch(takeBackSignUps(attempt));
  }

  /** Counts one for each. @returns the seconds until all have room again; 0 where they have */
  private async count(counted: readonly Counted[]): Promise<number> {
    const now = this.clock.now();
    const expiry = ({ seconds }: Rate): Date => new Date(now.getTime() + seconds * 1_000);
    const counts = counted.map(({ subject, rate }) => ({ subject, expiresAt: expiry(rate) }));
    const [result] = await this.db.batch(countSignUps(counts, now), deleteExpiredCounts(now));
    const quotas = new Map(counted.map(({ subject, rate }) => [subject, rate.quota]));
    const rows = result!.rows as unknown as { subject: string; count: number; expires_at: string }[];
    const full = rows.filter(({ subject, count }) => count > quotas.get(subject)!);
    return Math.max(0, ...full.map((row) => (Date.parse(isoUtc(row.expires_at)) - now.getTime()) / 1_000));
  }
}

function countedFor(email: string, { mailbox, domain, freeMail, disposable }: SignUpConfig): Counted[] {
  const origin = mailOrigin(email);
  const ofKind = {
    company: { subject: subjectOf('domain', origin.domain), rate: domain },
    free: { subject: subjectOf('domain', origin.domain), rate: freeMail },
    disposable: { subject: subjectOf('disposable', ''), rate: disposable },
  };
  return [{ subject: subjectOf('mailbox', origin.mailbox), rate: mailbox }, ofKind[origin.kind]];
}

function subjectOf(kind: 'network' | 'mailbox' | 'domain' | 'disposable', name: string): string {
  return createHash('sha256').update(`${kind} ${name}`).digest('hex');
}
