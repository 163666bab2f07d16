import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { firstDifference, ledgerSize, type LedgerDifference } from './ledger-check.queries.js';

export interface LedgerReport {
  readonly parts: number;
  readonly movements: number;
  readonly difference: LedgerDifference | null;
}

/** Compares the stock and value of every part and location with the sums of the ledger. */
@Injectable()
export class LedgerCheckService {
  constructor(private readonly db: TenantDb) {}

  async verify(): Promise<LedgerReport> {
    const [size, difference] = await Promise.all([this.db.one(ledgerSize, {}), this.db.one(firstDifference, {})]);
    return { ...size!, parts: size!.parts ?? 0, movements: size!.movements ?? 0, difference: difference ?? null };
  }
}
