import { Tenant } from './tenant.entity.js';
import type { TenantStatus } from './tenant-status.js';

const now = new Date('2026-11-01T00:00:00Z');
const later = new Date('2026-11-15T00:00:00Z');
const afterwards = new Date('2026-12-01T00:00:00Z');

function tenant(status: TenantStatus, trialEndsAt: Date | null = null): Tenant {
  return Object.assign(new Tenant(), { slug: 'acme', status, isActive: true, statusReason: null, trialEndsAt });
}

describe('suspending and resuming', () => {
  it.each<TenantStatus>(['active', 'past_due', 'read_only'])('leads back to %s', (status) => {
    const acme = tenant(status);
    acme.suspend('unpaid', now);
    expect(acme).toMatchObject({ status: 'suspended', statusReason: 'unpaid', statusChangedAt: now, isActive: false });
    acme.resume(later);
    expect(acme).toMatchObject({ status, statusReason: null, statusChangedAt: later, isActive: true });
  });

  it('leads back to a trial only where that has not ended', () => {
    for (const [at, status] of [
      [now, 'trialing'],
      [afterwards, 'active'],
    ] as const) {
      const acme = tenant('trialing', later);
      acme.suspend('unpaid', now);
      acme.resume(at);
      expect(acme.status).toBe(status);
    }
  });

  it('refuses what makes no sense, and says what the status is', () => {
    const refused = (status: string) =>
      expect.objectContaining({ code: 'tenant.invalid_transition', extra: { members: { currentStatus: status } } });
    expect(() => tenant('canceled').suspend('unpaid', now)).toThrow(refused('canceled'));
    expect(() => tenant('suspended').suspend('unpaid', now)).toThrow(refused('suspended'));
    expect(() => tenant('active').resume(now)).toThrow(refused('active'));
  });
});

describe('the end of a trial', () => {
  it('can be changed while it runs, also of a tenant that is suspended meanwhile', () => {
    const acme = tenant('trialing', now);
    acme.changeTrialEnd(later);
    acme.suspend('unpaid', now);
    acme.changeTrialEnd(afterwards);
    acme.resume(later);
    expect(acme).toMatchObject({ status: 'trialing', trialEndsAt: afterwards });
  });

  it.each<TenantStatus>(['active', 'past_due', 'read_only', 'canceled'])('is none where the tenant is %s', (status) => {
    expect(() => tenant(status).changeTrialEnd(later)).toThrow(
      expect.objectContaining({ code: 'tenant.not_on_trial' }),
    );
  });
});

describe('what a provider of payments says', () => {
  it.each([
    ['trialing', true, 'active'],
    ['past_due', true, 'active'],
    ['read_only', true, 'active'],
    ['active', false, 'past_due'],
    ['read_only', false, 'read_only'],
    ['canceled', true, 'canceled'],
  ] as const)('leads from %s, paid: %s, to %s', (before, isPaid, after) => {
    const acme = tenant(before);
    acme.followPayments('starter', isPaid, now);
    expect(acme.status).toBe(after);
  });

  it('holds for a suspended tenant once it is resumed', () => {
    const acme = tenant('trialing', later);
    acme.suspend('abuse', now);
    acme.followPayments('starter', false, now);
    expect(acme).toMatchObject({ status: 'suspended', planSlug: 'starter' });
    acme.resume(now);
    expect(acme.status).toBe('past_due');
  });

  it('leaves the plan where nothing is subscribed to any more', () => {
    const acme = tenant('active');
    acme.followPayments('starter', true, now);
    acme.followPayments(null, false, later);
    expect(acme).toMatchObject({ status: 'past_due', planSlug: 'starter', statusChangedAt: later });
  });
});
