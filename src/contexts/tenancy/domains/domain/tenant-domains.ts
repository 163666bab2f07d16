import { notFound, refuse, type AuditEntry } from '#libs/kernel';
import {
  belongsToPlatform,
  isPrimaryDomain,
  MOST_DOMAINS,
  notVerified,
  tooManyDomains,
} from './tenant-domain.errors.js';
import { TenantDomain } from './tenant-domain.entity.js';
import type { RecordCheck } from './verification-record.js';

/** All domains of a tenant: of the verified ones exactly one is the primary. Whoever changes one holds them all. */
export class TenantDomains {
  readonly removed: TenantDomain[] = [];
  /** What happened, beside look-ups that changed nothing. */
  readonly audits: AuditEntry[] = [];

  constructor(
    private readonly tenantId: string,
    private readonly domains: TenantDomain[],
  ) {}

  /** In the order in which they can be written: a primary domain stops being it before another one begins. */
  get all(): readonly TenantDomain[] {
    return [...this.domains].sort((one, other) => Number(one.isPrimary) - Number(other.isPrimary));
  }

  /** The one that is there already where a client repeats itself: its first request may have died after it had its effect. */
  add(domain: string, token: string): TenantDomain {
    const existing = this.domains.find((known) => known.domain === domain);
    if (existing) return existing;
    if (this.domains.length >= MOST_DOMAINS) throw refuse(tooManyDomains);
    const added = TenantDomain.create(this.tenantId, domain, token);
    this.domains.push(added);
    this.note('create', added);
    return added;
  }

  remove(id: string, baseDomain: string): void {
    const domain = this.get(id);
    if (domain.isPrimary) throw refuse(isPrimaryDomain);
    if (domain.domain.endsWith(`.${baseDomain}`)) throw refuse(belongsToPlatform);
    this.domains.splice(this.domains.indexOf(domain), 1);
    this.removed.push(domain);
    this.note('delete', domain);
  }

  makePrimary(id: string): void {
    const chosen = this.get(id);
    if (!chosen.isVerified) throw refuse(notVerified);
    if (chosen.isPrimary) return;
    for (const domain of this.domains) domain.isPrimary = domain === chosen;
    this.note('make_primary', chosen);
  }

  prove(id: string, check: RecordCheck, at: Date): void {
    const domain = this.get(id);
    if (domain.prove(check, at)) this.note('verify', domain);
    this.keepPrimary();
  }

  /** A domain that was removed meanwhile is none any more. */
  recheck(id: string, check: RecordCheck, at: Date): void {
    const domain = this.domains.find((known) => known.id === id);
    if (!domain?.isVerified) return;
    const change = domain.recheck(check, at);
    if (change) this.note(change, domain);
    this.keepPrimary();
  }

  private get(id: string): TenantDomain {
    const found = this.domains.find((domain) => domain.id === id);
    if (!found) throw notFound();
    return found;
  }

  /** The oldest verified one takes the place of a primary domain that was lost. */
  private keepPrimary(): void {
    if (this.domains.some(({ isPrimary }) => isPrimary)) return;
    const verified = this.domains.filter(({ isVerified }) => isVerified);
    const [next] = verified.sort((one, other) => one.verifiedAt!.getTime() - other.verifiedAt!.getTime());
    if (next) this.makePrimary(next.id);
  }

  private note(action: string, { id, domain }: TenantDomain): void {
    const entry = { action, resourceType: 'domain', resourceId: id };
    this.audits.push({ ...entry, [action === 'delete' ? 'before' : 'after']: { domain } });
  }
}
