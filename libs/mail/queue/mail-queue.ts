import { isoUtc, type Statement, type StatementResult } from '#libs/database';
import { nextMailRun } from './mail.queries.js';
import type { MailTable } from './mail-table.js';
import { claimDue, deleteOld, failLost, giveBack, markFailed, markSent, postpone } from './mail.writes.js';

/** A mail that this process is to send. */
export interface ClaimedMail {
  readonly id: string;
  readonly template: string;
  readonly locale: string | null;
  readonly recipient: string;
  readonly content: string;
  readonly attempts: number;
  /** Tells this claim from later ones. */
  readonly lease: string;
  readonly valid_until: string | null;
}

type Run = (...statements: Statement[]) => Promise<StatementResult[]>;

export const DAYS_KEPT = 30;
/** The kind of wake-up, and the topic of signals, for mails. */
export const MAILS = 'mails';

/** The mails of one tenant, or those of the platform, as the processes see them that send them. */
export class MailQueue {
  constructor(
    private readonly table: MailTable,
    private readonly run: Run,
  ) {}

  /** Those that are due, the oldest first; no other process gets them until the lease has run out. */
  async claim(limit: number): Promise<ClaimedMail[]> {
    const [, , claimed] = await this.run(
      failLost(this.table),
      deleteOld(this.table, DAYS_KEPT),
      claimDue(this.table, limit),
    );
    return claimed!.rows as unknown as ClaimedMail[];
  }

  async sent(mail: ClaimedMail): Promise<void> {
    await this.run(markSent(this.table, mail));
  }

  async failed(mail: ClaimedMail, error: string): Promise<void> {
    await this.run(markFailed(this.table, mail, error));
  }

  async retryIn(seconds: number, mail: ClaimedMail, error: string): Promise<void> {
    await this.run(postpone(this.table, mail, seconds, error));
  }

  /** Does not count as an attempt: the process stops before it has sent it. */
  async giveBack(mail: ClaimedMail): Promise<void> {
    await this.run(giveBack(this.table, mail));
  }

  /** When there is something to do: the next mail is due, or an old one to be deleted. Null for never. */
  async nextRun(): Promise<Date | null> {
    const [next] = await this.run(nextMailRun(this.table, DAYS_KEPT + 1));
    const at = next!.rows[0]?.['at'] as string | null | undefined;
    return at ? new Date(isoUtc(at)) : null;
  }
}
