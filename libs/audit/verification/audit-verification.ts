import { Injectable } from '@nestjs/common';
import { TenantDb } from '#libs/database';
import { nextSeal, NO_SEAL, type ChainEnd } from '../seals/seal-chain.js';
import { lastSeal } from '../seals/seal.queries.js';
import { entriesWithoutSeal, entryOfContent, sealAt, sealsAfter, type SealWithRow } from './chain.queries.js';

const SEALS_AT_ONCE = 1_000;

/** What was done to the log: to an entry, to a seal, or to the end of the chain. */
export type Tampering = 'edited' | 'deleted' | 'swapped' | 'inserted' | 'seal_changed' | 'seal_missing' | 'cut_off';

export interface AuditDifference {
  readonly kind: Tampering;
  /** Of the seal; null where an entry has none. */
  readonly sequence: number | null;
  readonly auditLogId: string | null;
}

export interface AuditReport {
  readonly sealed: number;
  /** Entries too young to be sealed. */
  readonly waiting: number;
  /** To be kept elsewhere: the next verification compares. Null where nothing is sealed. */
  readonly head: ChainEnd | null;
  /** The first one. */
  readonly difference: AuditDifference | null;
}

/** Compares the audit log of the current tenant with its chain of seals. Entries may be written meanwhile. */
@Injectable()
export class AuditVerification {
  constructor(private readonly db: TenantDb) {}

  async head(): Promise<ChainEnd | null> {
    return (await this.db.one(lastSeal, {})) ?? null;
  }

  /** @param kept an end of the chain that was kept elsewhere: it must still be part of it */
  async verify(kept?: ChainEnd): Promise<AuditReport> {
    const { inserted, waiting } = (await this.db.one(entriesWithoutSeal, {}))!;
    const { end, difference } = await this.followChain();
    const found =
      difference ??
      (inserted ? ({ kind: 'inserted', sequence: null, auditLogId: inserted } as const) : null) ??
      (kept ? await this.comparedWith(kept) : null);
    return { sealed: end.sequence, waiting: waiting ?? 0, head: end.sequence > 0 ? end : null, difference: found };
  }

  private async followChain(): Promise<{ end: ChainEnd; difference: AuditDifference | null }> {
    let end: ChainEnd = NO_SEAL;
    for (;;) {
      const seals = await this.db.run(sealsAfter, { sequence: end.sequence, limit: SEALS_AT_ONCE });
      for (const seal of seals) {
        const kind = linkFault(end, seal) ?? (await this.rowFault(seal));
        if (kind) return { end, difference: { kind, sequence: end.sequence + 1, auditLogId: seal.auditLogId } };
        end = { sequence: seal.sequence, chainHash: seal.chainHash };
      }
      if (seals.length < SEALS_AT_ONCE) return { end, difference: null };
    }
  }

  private async rowFault({ auditLogId, rowHash, foundHash }: SealWithRow): Promise<Tampering | null> {
    if (foundHash === null) return 'deleted';
    if (foundHash === rowHash) return null;
    return (await this.db.one(entryOfContent, { id: auditLogId })) ? 'swapped' : 'edited';
  }

  private async comparedWith({ sequence, chainHash }: ChainEnd): Promise<AuditDifference | null> {
    const found = (await this.db.one(sealAt, { sequence }))?.chainHash;
    if (found === chainHash) return null;
    return { kind: found === undefined ? 'cut_off' : 'seal_changed', sequence, auditLogId: null };
  }
}

/** What is wrong with a seal by itself. */
function linkFault(end: ChainEnd, seal: SealWithRow): Tampering | null {
  if (seal.sequence !== end.sequence + 1) return 'seal_missing';
  const { previousHash, chainHash } = nextSeal(end, seal);
  return seal.previousHash === previousHash && seal.chainHash === chainHash ? null : 'seal_changed';
}
