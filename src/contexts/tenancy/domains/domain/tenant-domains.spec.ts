import { FAILED_CHECKS, TenantDomain } from './tenant-domain.entity.js';
import { TenantDomains } from './tenant-domains.js';
import type { RecordCheck } from './verification-record.js';

const now = new Date('2026-11-23T08:00:00Z');
const matching: RecordCheck = { result: 'matching', found: [] };
const missing: RecordCheck = { result: 'missing', found: [] };
const unreachable: RecordCheck = { result: 'unreachable', found: [] };

function domain(name: string, given: Partial<TenantDomain> = {}): TenantDomain {
  const made = TenantDomain.create('tenant', name, 'token');
  return Object.assign(made, { failedChecks: 0, failingSince: null, ...given });
}

const verified = (name: string, given: Partial<TenantDomain> = {}) =>
  domain(name, { isVerified: true, verifiedAt: now, ...given });

const actionsOf = ({ audits }: TenantDomains) => audits.map(({ action }) => action);

describe('the domains of a tenant', () => {
  it('have the first that is verified as their primary one', () => {
    const only = domain('a.com');
    const domains = new TenantDomains('tenant', [only]);
    domains.prove(only.id, matching, now);
    expect(only).toMatchObject({ isVerified: true, isPrimary: true, verifiedAt: now });
    expect(actionsOf(domains)).toEqual(['verify', 'make_primary']);
  });

  it('are written with the former primary one first', () => {
    const [former, next] = [verified('a.com', { isPrimary: true }), verified('b.com')];
    const domains = new TenantDomains('tenant', [former, next]);
    domains.makePrimary(next.id);
    expect(domains.all).toEqual([former, next]);
    expect([former.isPrimary, next.isPrimary]).toEqual([false, true]);
  });

  it('lose one to the fourth check in a row that misses its record; the one verified first takes its place', () => {
    const lost = verified('a.com', { isPrimary: true });
    const young = verified('b.com', { verifiedAt: new Date('2026-11-02T08:00:00Z') });
    const old = verified('c.com', { verifiedAt: new Date('2026-11-01T08:00:00Z') });
    const domains = new TenantDomains('tenant', [lost, young, old]);
    for (const check of [missing, unreachable, missing, unreachable, missing]) domains.recheck(lost.id, check, now);
    expect(lost).toMatchObject({ isVerified: true, failedChecks: FAILED_CHECKS - 1, failingSince: now });
    domains.recheck(lost.id, missing, now);
    expect([lost.isVerified, lost.isPrimary, old.isPrimary, young.isPrimary]).toEqual([false, false, true, false]);
    expect(actionsOf(domains)).toEqual(['warn', 'unverify', 'make_primary']);
  });

  it('keep nothing of failures once the record is back', () => {
    const one = verified('a.com', { isPrimary: true, failedChecks: 3, failingSince: now });
    const domains = new TenantDomains('tenant', [one]);
    domains.recheck(one.id, matching, now);
    expect(one).toMatchObject({ isVerified: true, failedChecks: 0, failingSince: null });
    expect(actionsOf(domains)).toEqual(['recover']);
  });

  it('are checked no more once they are removed or lost', () => {
    const lost = domain('a.com');
    const domains = new TenantDomains('tenant', [lost]);
    domains.recheck(lost.id, matching, now);
    domains.recheck('removed', missing, now);
    expect(lost.isVerified).toBe(false);
    expect(domains.audits).toEqual([]);
  });
});
