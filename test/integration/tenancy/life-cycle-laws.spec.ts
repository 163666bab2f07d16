import { jest } from '@jest/globals';
import fc from 'fast-check';
import { runAsSystem } from '#libs/request-context';
import type { RegisteredTenant, TenantOverview } from '#contexts/tenancy';
import { startTenancy, type TenancyContext } from './tenancy-context.js';

// Walks a tenant to and fro, and compares it with a model after every step.

jest.setTimeout(120_000);

let t: TenancyContext;
beforeAll(async () => {
  t = await startTenancy();
});

const DAY = 86_400_000;
const SLUGS = 3;

type Step =
  | { readonly do: 'suspend' }
  | { readonly do: 'resume' }
  | { readonly do: 'rename'; readonly to: number }
  | { readonly do: 'trial'; readonly endsIn: number }
  | { readonly do: 'wait'; readonly days: number };

const changes = (soonestEnd: number): fc.Arbitrary<Step>[] => [
  fc.record({ do: fc.constant('suspend' as const) }),
  fc.record({ do: fc.constant('resume' as const) }),
  fc.record({ do: fc.constant('rename' as const), to: fc.integer({ min: 0, max: SLUGS - 1 }) }),
  fc.record({ do: fc.constant('trial' as const), endsIn: fc.integer({ min: soonestEnd, max: 40 * DAY }) }),
];
const waiting: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('wait' as const),
  days: fc.integer({ min: 1, max: 20 }),
});

const asOperator = <T>(work: () => Promise<T>): Promise<T> => runAsSystem('test', work);

/** What a tenant should be like: written anew here, without the product's code. */
class Model {
  status: 'trialing' | 'active' | 'suspended' = 'trialing';
  from: 'trialing' | 'active' = 'trialing';
  readonly former = new Map<number, number>();

  constructor(
    public slug: number,
    public trialEnd: number,
  ) {}

  /** False where the step is refused. */
  take(step: Step, now: number): boolean {
    if (step.do === 'suspend') return this.suspend();
    if (step.do === 'resume') return this.resume(now);
    if (step.do === 'rename') return this.rename(step.to, now);
    if (step.do === 'wait') return true;
    if ((this.status === 'suspended' ? this.from : this.status) !== 'trialing') return false;
    this.trialEnd = now + step.endsIn;
    return true;
  }

  private suspend(): boolean {
    if (this.status === 'suspended') return false;
    this.from = this.status;
    this.status = 'suspended';
    return true;
  }

  private resume(now: number): boolean {
    if (this.status !== 'suspended') return false;
    this.status = this.from === 'trialing' && this.trialEnd <= now ? 'active' : this.from;
    return true;
  }

  private rename(to: number, now: number): boolean {
    if (to === this.slug) return true;
    this.former.delete(to);
    this.former.set(this.slug, now + 30 * DAY);
    this.slug = to;
    return true;
  }
}

let walks = 0;

class Walk {
  readonly slugs: readonly string[];
  readonly model: Model;
  private constructor(
    readonly tenant: RegisteredTenant,
    slugs: readonly string[],
  ) {
    this.slugs = slugs;
    this.model = new Model(0, t.clock.now().getTime() + 14 * DAY);
  }

  static async begin(): Promise<Walk> {
    const slugs = Array.from({ length: SLUGS }, (_, n) => t.slug(`w${(walks += 1)}-${n}`));
    return new Walk(await t.tenancy.provision({ slug: slugs[0]!, name: 'Walker' }), slugs);
  }

  private get slug(): string {
    return this.slugs[this.model.slug]!;
  }

  async take(step: Step): Promise<void> {
    const outcome = await asOperator(() => this.carryOut(step)).then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
    const isAllowed = this.model.take(step, t.clock.now().getTime());
    const refusal = step.do === 'trial' ? 'tenant.not_on_trial' : 'tenant.invalid_transition';
    expect([step, outcome]).toEqual([step, isAllowed ? 'done' : refusal]);
  }

  show(): Promise<TenantOverview> {
    return t.tenancy.showTenant(this.slug);
  }

  async compare(): Promise<void> {
    const { status, slug, trialEnd, former } = this.model;
    const { status: shown, ...rest } = await this.show();
    expect({ shown, ...rest }).toMatchObject({
      shown: status,
      id: this.tenant.id,
      isActive: status !== 'suspended',
      domain: `${this.slug}.fieldpilot.test`,
      trialEndsAt: new Date(trialEnd).toISOString(),
      schemaName: this.tenant.schema,
    });
    const access = `select has_schema_privilege($1, $2, 'usage') as open`;
    expect(await t.database.query(access, [this.tenant.role, this.tenant.schema])).toEqual([
      { open: status !== 'suspended' },
    ]);
    const now = t.clock.now().getTime();
    const meant = this.slugs.map((own, n) => ((former.get(n) ?? 0) > now ? this.slugs[slug] : own));
    expect(await Promise.all(this.slugs.map((own) => t.tenancy.currentSlug(own)))).toEqual(meant);
  }

  private async carryOut(step: Step): Promise<unknown> {
    if (step.do === 'suspend') return t.tenancy.suspend(this.slug, 'unpaid');
    if (step.do === 'resume') return t.tenancy.resume(this.slug, 'paid');
    if (step.do === 'rename') return t.tenancy.rename(this.slug, this.slugs[step.to]!, 'New name');
    if (step.do === 'wait') return t.clock.advance({ days: step.days });
    const endsAt = new Date(t.clock.now().getTime() + step.endsIn);
    return t.tenancy.changeTrialEnd(this.slug, endsAt, 'Asked for');
  }
}

describe('a tenant that is suspended, resumed, renamed and put on another trial, in any order', () => {
  it('is what a model says after every step', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(...changes(-5 * DAY), waiting), { minLength: 4, maxLength: 14 }),
        async (steps) => {
          const walk = await Walk.begin();
          await walk.compare();
          for (const step of steps) {
            await walk.take(step);
            await walk.compare();
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('is as before when every step is taken back, the last one first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(...changes(DAY)), { minLength: 2, maxLength: 10 }), async (steps) => {
        const walk = await Walk.begin();
        const before = await walk.show();
        const back: Step[] = [];
        for (const step of steps) {
          const { status, slug, trialEnd } = walk.model;
          await walk.take(step);
          if (walk.model.slug !== slug) back.unshift({ do: 'rename', to: slug });
          if (walk.model.status !== status) back.unshift({ do: status === 'suspended' ? 'suspend' : 'resume' });
          if (walk.model.trialEnd !== trialEnd)
            back.unshift({ do: 'trial', endsIn: trialEnd - t.clock.now().getTime() });
        }
        for (const step of back) await walk.take(step);
        await walk.compare();
        expect(await walk.show()).toEqual({ ...before, statusReason: null });
      }),
      { numRuns: 6 },
    );
  });
});
