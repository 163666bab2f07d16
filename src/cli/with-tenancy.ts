import type { INestApplicationContext } from '@nestjs/common';
import type { TenancyFacade, TenantOverview } from '#contexts/tenancy';
import { listing } from './table.js';
import type { Terminal } from './terminal.js';
import { withApplication, type Access } from './with-application.js';

export interface Format {
  readonly json?: boolean;
}

export async function withTenancy<T>(
  terminal: Terminal,
  access: Access,
  work: (tenancy: TenancyFacade, app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const { TenancyFacade } = await import('#contexts/tenancy');
  return withApplication(terminal, access, (app) => work(app.get(TenancyFacade, { strict: false }), app));
}

export function printTenant(tenant: TenantOverview, { json }: Format, terminal: Terminal): void {
  if (json) terminal.json(tenant);
  else terminal.data(listing({ ...tenant }));
}
