import type { INestApplicationContext } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import type { AppConfig } from '#libs/config';
import { JobRunner } from '#libs/jobs';
import type { DemoResult } from '../demo/index.js';
import type { Running } from './boot.js';

/**
 * The demo is made at the first start, while there is no tenant; later starts only complete one that was cut off. Whoever
 * has tenants and never had the demo is left in peace.
 */
export async function startDemo(
  { app, baseUrl }: Omit<Running, 'demo'>,
  config: AppConfig,
): Promise<DemoResult | undefined> {
  const { demo, role, dataDir } = config;
  if (!demo || role === 'worker') return undefined;
  const { demoSlugs, hasSignIns, seedDemo } = await import('../demo/index.js');
  const tenants = await app.get(TenancyFacade, { strict: false }).allTenants();
  // where only the file is gone the demo itself says so
  const wasBegun = (await hasSignIns(dataDir)) || tenants.some(({ slug }) => demoSlugs.includes(slug));
  if (tenants.length > 0 && !wasBegun) return undefined;
  const made = await seedDemo(app, { dataDir, baseUrl });
  if (role === 'all' && made.filled.length > 0) beat(app);
  return made;
}

/** What is due becomes work orders right away; should this fail, the next beat tries again. */
function beat(app: INestApplicationContext): void {
  const runner = app.get(JobRunner, { strict: false });
  void runner.tick().catch(() => undefined);
}
