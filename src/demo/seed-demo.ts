import type { INestApplicationContext } from '@nestjs/common';
import { northlift } from './data/northlift/index.js';
import { stMarien } from './data/st-marien/index.js';
import { runAsSystem } from '#libs/request-context';
import { DemoSeeder, type Found } from './demo-seeder.js';
import type { DemoTenant } from './demo-tenant.js';
import { settleSignIns } from './sign-ins/settle-sign-ins.js';
import { SignInFile } from './sign-ins/sign-in-file.js';
import type { DemoSignIns } from './sign-ins/sign-ins.js';

export interface DemoOptions {
  /** Where the sign-ins are kept. */
  readonly dataDir: string;
  readonly baseUrl: string;
  /** For load tests: machines and work orders times this. Never fewer than there are already. */
  readonly scale?: number;
}

export interface DemoResult {
  /** As far as they are known. */
  readonly signIns: DemoSignIns;
  readonly file: string;
  /** Slugs of the tenants that were filled just now. */
  readonly filled: readonly string[];
  /** What whoever started it should know. */
  readonly notices: readonly string[];
}

const demos: readonly DemoTenant[] = [northlift, stMarien];

export const demoSlugs: readonly string[] = demos.map(({ slug }) => slug);

/** Also of a demo that was begun and never finished. */
export async function hasSignIns(dataDir: string): Promise<boolean> {
  return (await new SignInFile(dataDir).read()) !== undefined;
}

/** Two tenants full of data and an operator, with passwords made up at the first start. What is there already is left alone. */
export async function seedDemo(app: INestApplicationContext, options: DemoOptions): Promise<DemoResult> {
  return runAsSystem(undefined, 'demo', () => seed(new DemoSeeder(app), options));
}

async function seed(seeder: DemoSeeder, { dataDir, baseUrl, scale = 1 }: DemoOptions): Promise<DemoResult> {
  const file = new SignInFile(dataDir);
  const found = await Promise.all(demos.map((demo) => seeder.find(demo, scale)));
  const present = { operator: await seeder.hasOperator(), slugs: slugsWith(found, 'filled', 'foreign') };
  const signIns = await settleSignIns(file, { baseUrl, tenants: demos, present });
  if (signIns.operator && !present.operator) await seeder.makeOperator(signIns.operator);
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
  found: Found,
  { signIns, scale }: Wanted,
): Promise<void> {
  if (found.state === 'foreign') return;
  const users = signIns.tenants.find(({ slug }) => slug === demo.slug)?.users ?? [];
  const isThere = found.tenant && found.state === 'filled';
  const tenant = isThere ? found.tenant : await seeder.make(demo, found.tenant, users);
  if (scale > 1) await seeder.liftLimits(tenant);
  for (let copy = Math.max(found.copies, 1) + 1; copy <= scale; copy += 1) await seeder.copy(demo, tenant, copy);
  await seeder.wake(tenant);
}

function slugsWith(found: readonly Found[], ...states: readonly Found['state'][]): Set<string> {
  return new Set(demos.filter((_, index) => states.includes(found[index]!.state)).map(({ slug }) => slug));
}

function noticesOf(found: readonly Found[], { operator, tenants }: DemoSignIns, { path }: SignInFile): string[] {
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
