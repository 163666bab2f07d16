import type { INestApplicationContext } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import type { AppConfig } from '#libs/config';
import { ExampleSecrets } from '#libs/http';
import { JobRunner } from '#libs/jobs';
import type { DemoResult, DemoSignIns } from '../demo/index.js';
import type { Running } from './boot.js';

/**
 * Creates the demo at the first start, while there is no tenant; later starts only complete one that was interrupted. Installations with
 * tenants and without the demo are left unchanged.
 */
export async function startDemo(
  { app, baseUrl }: Omit<Running, 'demo'>,
  config: AppConfig,
): Promise<DemoResult | undefined> {
  const { demo, role, dataDir, nodeEnv } = config;
  if (!demo || role === 'worker') return undefined;
  const { demoSlugs, hasSignIns, seedDemo } = await import('../demo/index.js');
  const tenants = await app.get(TenancyFacade, { strict: false }).allTenants();
  // true also where only the file is missing, which seedDemo reports
  const wasBegun = (await hasSignIns(dataDir)) || tenants.some(({ slug }) => demoSlugs.includes(slug));
  if (tenants.length > 0 && !wasBegun) return undefined;
  const made = await seedDemo(app, { dataDir, baseUrl });
  if (nodeEnv === 'development') showSignIns(app, made.signIns);
  if (role === 'all' && made.filled.length > 0) generateDueWork(app);
  return made;
}

/** In the examples of the document: whoever tries it out on this machine is signed in by a click. */
export function showSignIns(app: INestApplicationContext, { operator, tenants: [first] }: DemoSignIns): void {
  const secrets = app.get(ExampleSecrets, { strict: false });
  const admin = first?.users.find(({ role }) => role === 'admin');
  if (first && admin) secrets.know('login', { tenant: first.slug, email: admin.email, password: admin.password });
  if (operator) secrets.know('loginOperator', { ...operator });
}

/** Makes due work orders at once; should this fail, the next tick tries again. */
function generateDueWork(app: INestApplicationContext): void {
  const runner = app.get(JobRunner, { strict: false });
  void runner.tick().catch(() => undefined);
}
