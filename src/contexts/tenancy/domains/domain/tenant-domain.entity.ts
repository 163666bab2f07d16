import { defineEntity, p } from '@mikro-orm/core';
import { created } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import type { CheckResult, RecordCheck } from './verification-record.js';

/** So many daily checks in a row may miss the record: the first one warns, the last one takes the domain away. */
export const FAILED_CHECKS = 4;

export const TenantDomainSchema = defineEntity({
  name: 'TenantDomain',
  tableName: 'domains',
  properties: {
    ...created,
    tenantId: p.uuid(),
    domain: p.string(),
    isPrimary: p.boolean().onCreate(() => false),
    isVerified: p.boolean().onCreate(() => false),
    verificationToken: p.string().nullable(),
    verifiedAt: p.datetime().nullable(),
    checkedAt: p.datetime().nullable(),
    checkResult: p.string().$type<CheckResult>().nullable(),
    foundValues: p.array().onCreate((): string[] => []),
    failingSince: p.datetime().nullable(),
    failedChecks: p.smallint().onCreate(() => 0),
  },
});

/** A host name of a tenant; it counts only once it is verified. One without a token was given by the operators. */
export class TenantDomain extends TenantDomainSchema.class {
  static create(tenantId: string, domain: string, token: string): TenantDomain {
    const created = new TenantDomain();
    created.id = uuidv7();
    created.tenantId = tenantId;
    created.domain = domain;
    created.verificationToken = token;
    created.isPrimary = false;
    created.isVerified = false;
    return created;
  }

  /** A matching record verifies; whatever else is found takes nothing away, since only daily checks count. @returns whether it was verified now */
  prove(check: RecordCheck, at: Date): boolean {
    this.noteCheck(check, at);
    if (check.result !== 'matching') return false;
    const isNew = !this.isVerified;
    if (isNew) this.verifiedAt = at;
    this.isVerified = true;
    this.failingSince = null;
    this.failedChecks = 0;
    return isNew;
  }

  /** @returns what became of it, null where nothing changed */
  recheck(check: RecordCheck, at: Date): 'warn' | 'unverify' | 'recover' | null {
    if (check.result === 'matching') return this.recover(check, at);
    this.noteCheck(check, at);
    if (check.result === 'unreachable') return null;
    this.failedChecks += 1;
    this.failingSince ??= at;
    if (this.failedChecks < FAILED_CHECKS) return this.failedChecks === 1 ? 'warn' : null;
    this.isVerified = false;
    this.isPrimary = false;
    this.verifiedAt = null;
    return 'unverify';
  }

  private recover(check: RecordCheck, at: Date): 'recover' | null {
    const wasFailing = this.failedChecks > 0;
    this.prove(check, at);
    return wasFailing ? 'recover' : null;
  }

  private noteCheck({ result, found }: RecordCheck, at: Date): void {
    this.checkedAt = at;
    this.checkResult = result;
    this.foundValues = [...found];
  }
}
TenantDomainSchema.setClass(TenantDomain);
