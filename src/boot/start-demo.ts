import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TenancyFacade } from '#contexts/tenancy';
import type { AppConfig } from '#libs/config';
import { runAsSystem } from '#libs/request-context';
import type { DemoResult } from '../demo/index.js';
import type { Running } from './boot.js';

/**
 * The demo is made at the first start, while there is no tenant; later starts only complete one that was cut off. Whoever
 * has tenants and never had the demo is left in peace.
 */
export async function startDemo({ app, baseUrl }: Running, config: AppConfig): Promise<DemoResult | undefined> {
  const { demo, role, dataDir } = config;
  if (!demo || role === 'worker') return undefined;
  const wasBegun = existsSync(join(dataDir, 'demo-credentials.json'));
  const tenants = await app.get(TenancyFacade, { strict: false }).allTenants();
  if (tenants.length > 0 && !wasBegun) return undefined;
  const { seedDemo } = await import('../demo/index.js');
  return runAsSystem(undefined, 'demo', () => seedDemo(app, { dataDir, baseUrl }));
}
