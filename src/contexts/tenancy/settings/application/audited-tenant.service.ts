import { Injectable } from '@nestjs/common';
import { PlatformUnitOfWork, UnitOfWork } from '#libs/database';
import type { AuditEntry } from '#libs/kernel';
import type { Tenant } from '../../tenants/domain/tenant.entity.js';
import { TenantRegistryService } from '../../tenants/application/tenant-registry.service.js';

type Values = Readonly<Record<string, unknown>>;

/**
 * Writes a tenant's row with an entry in the tenant's own audit log. The row lies in the shared tables, which the tenant's login cannot
 * write, so there are two transactions. That of the entry is open around the other one: what is refused leaves no entry. After a crash
 * between the two commits the change is in the operators' log alone, which is written together with the row.
 */
@Injectable()
export class AuditedTenantService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly platform: PlatformUnitOfWork,
    private readonly registry: TenantRegistryService,
  ) {}

  async change(tenant: Tenant, change: () => void): Promise<void> {
    const before = valuesOf(tenant);
    change();
    const entry = entryOf(tenant.id, before, valuesOf(tenant));
    if (!entry) return;
    await this.unitOfWork.transactional(async () => {
      await this.unitOfWork.writeMany({ statements: [], audits: [entry], events: [] });
      await this.platform.commit(tenant);
    });
    await this.registry.forget(tenant.id);
  }
}

/** Settings by themselves, so that an entry names those that differ. */
function valuesOf({ name, companySize, industry, onboardingCompleted, settings }: Tenant): Values {
  return { name, companySize, industry, onboardingCompleted, ...settings };
}

/** Undefined where nothing differs. */
function entryOf(id: string, before: Values, after: Values): AuditEntry | undefined {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null),
  );
  if (names.length === 0) return undefined;
  const pick = (values: Values): Values => Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return { action: 'update', resourceType: 'tenant', resourceId: id, before: pick(before), after: pick(after) };
}
