import type { INestApplicationContext } from '@nestjs/common';
import { northlift } from './data/northlift/index.js';
import { stMarien } from './data/st-marien/index.js';
import { runAsSystem } from '#libs/request-context';
import { DemoSeeder, type DemoState } from './demo-seeder.js';
import type { DemoTenant } from './demo-tenant.js';
import { prepareSignIns } from './sign-ins/prepare-sign-ins.js';
import { SignInFile } from './sign-ins/sign-in-file.js';
import type { DemoSignIns } from './sign-ins/sign-ins.js';

export interface DemoOptions {
  /** The folder of the file with the sign-ins. */
  readonly dataDir: string;
  readonly baseUrl: string;
  /** The factor for machines and work orders, for load tests. A smaller factor than before removes none. */
  readonly scale?: number;
}

export interface DemoResult {
  /** Those that are known. */
  readonly signIns: DemoSignIns;
  readonly file: string;
  /** Slugs of the tenants that were filled by this call. */
  readonly filled: readonly string[];
  /** Messages for the person who started it. */
  readonly notices: readonly string[];
}

const demos: readonly DemoTenant[] = [northlift, stMarien];

export const demoSlugs: readonly string[] = demos.map(({ slug }) => slug);

/** True also for a demo that was started and never finished. */
export async function hasSignIns(dataDir: string): Promise<boolean> {
  return (await new SignInFile(dataDir).read()) !== undefined;
}

/** Creates two tenants with data and an operator, with random passwords at the first start. Existing data is not changed. */
export async function seedDemo(app: INestApplicationContext, options: DemoOptions): Promise<DemoResult> {
  return runAsSystem('demo', () => seed(new DemoSeeder(app), options));
}

async function seed(seeder: DemoSeeder, { dataDir, baseUrl, scale = 1 }: DemoOptions): Promise<DemoResult> {
  const file = new SignInFile(dataDir);
  const found = await Promise.all(demos.map((demo) => seeder.find(demo, scale)));
  const present = { operator: await seeder.hasOperator(), slugs: slugsWith(found, 'filled', 'foreign', 'closed') };
  const signIns = await prepareSignIns(file, { baseUrl, tenants: demos, present });
  if (signIns.operator && !present.operator) await seeder.createOperator(signIns.operator);
  for (const [index, demo] of demos.entries()) await seedTenant(seeder, demo, found[index]!, { signIns, scale });
  const filled = [...slugsWith(found, 'absent', 'empty')];
  return {
    signIns: (await file.publish()) ?? signIns,
    file: file.path,
    filled,
    notices: noticesOf(found, signIns, file),
  };
}

interface Wanted {
  readonly signIns: DemoSignIns;
  readonly scale: number;
}

async function seedTenant(
  seeder: DemoSeeder,
  demo: DemoTenant,
  found: DemoState,
  { signIns, scale }: Wanted,
): Promise<void> {
  if (found.state === 'foreign' || found.state === 'closed') return;
  const users = signIns.tenants.find(({ slug }) => slug === demo.slug)?.users ?? [];
  const isThere = found.tenant && found.state === 'filled';
  const tenant = isThere ? found.tenant : await seeder.createTenant(demo, found.tenant, users);
  if (scale > 1) await seeder.liftLimits(tenant);
  for (let copy = Math.max(found.copies, 1) + 1; copy <= scale; copy += 1) await seeder.addCopy(demo, tenant, copy);
  await seeder.scheduleWork(tenant);
}

function slugsWith(found: readonly DemoState[], ...states: readonly DemoState['state'][]): Set<string> {
  return new Set(demos.filter((_, index) => states.includes(found[index]!.state)).map(({ slug }) => slug));
}

function noticesOf(found: readonly DemoState[], { operator, tenants }: DemoSignIns, { path }: SignInFile): string[] {
  const foreign = slugsWith(found, 'foreign');
  const lost = demos.filter(({ slug }) => !foreign.has(slug) && !tenants.some((known) => known.slug === slug));
  const whose = [...lost.map(({ slug }) => slug), ...(operator ? [] : ['the operator'])];
  return [
    ...[...foreign].map((slug) => `The demo leaves ${slug} alone: a tenant of that name was there already.`),
    ...(whose.length > 0
      ? [
          `The demo's sign-ins of ${whose.join(' and ')} are lost: ${path} is gone, and passwords are stored only as hashes. ` +
            'Put the file back, or start on an empty database for a new demo.',
        ]
      : []),
  ];
}
