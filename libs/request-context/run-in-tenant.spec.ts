import { jest } from '@jest/globals';
import {
  carryContext,
  currentContext,
  currentTenant,
  findContext,
  runAsSystem,
  runInContext,
  runInTenant,
  runOutside,
  type TenantRef,
} from './index.js';

const tenant = (slug: string): TenantRef => ({ id: slug, slug, schema: `tenant_${slug}`, role: null, timezone: 'UTC' });
const [acme, rival] = [tenant('acme'), tenant('rival')];

describe('runInTenant', () => {
  it('lets the system act by the name of the work where nobody does', () => {
    const context = runInTenant(acme, 'cleaning', currentContext);
    expect(context).toMatchObject({ actor: { kind: 'system', name: 'cleaning' }, tenant: acme });
    expect(context.requestId).not.toBe('');
    expect(findContext()).toBeUndefined();
  });

  it('goes on with the request that began the work', () => {
    expect(runInTenant(acme, 'export', currentContext, { requestId: 'r1' }).requestId).toBe('r1');
  });

  it('lets go on to act who does already', () => {
    const request = { requestId: 'r1', actor: { kind: 'anonymous' }, ip: '192.0.2.1' } as const;
    expect(runInContext(request, () => runInTenant(acme, 'sign-in', currentContext))).toEqual({
      ...request,
      tenant: acme,
    });
  });

  it('joins work of the same tenant, in the same context', () => {
    const joined = runInTenant(acme, 'outer', () => [
      currentContext(),
      runInTenant({ ...acme }, 'inner', currentContext),
    ]);
    expect(joined[1]).toBe(joined[0]);
  });

  it('refuses to begin inside another tenant, also after a pause, and leaves the outer work in its own', async () => {
    await runInTenant(acme, 'outer', async () => {
      await Promise.resolve();
      const began = jest.fn();
      expect(() => runInTenant(rival, 'inner', began)).toThrow(
        '"inner" for the tenant rival began inside the tenant acme',
      );
      expect(began).not.toHaveBeenCalled();
      expect(currentTenant()).toBe(acme);
    });
  });

  it('is possible for one tenant after the other, and for several at once', async () => {
    const slugs = [acme, rival, acme].map((each) =>
      runInTenant(each, 'job', async () => {
        await new Promise(setImmediate);
        return currentTenant().slug;
      }),
    );
    expect(await Promise.all(slugs)).toEqual(['acme', 'rival', 'acme']);
  });
});

describe('runAsSystem', () => {
  it('has no tenant, and cannot be used to get from one tenant into another', () => {
    const hop = () => runAsSystem('platform', () => runInTenant(rival, 'inner', currentTenant));
    expect(() => runInTenant(acme, 'outer', hop)).toThrow('"platform" of the platform began inside the tenant acme');
    expect(hop()).toBe(rival);
  });
});

describe('carryContext', () => {
  it('goes back to where it was taken, whoever sets the work off', () => {
    const carried = runInTenant(acme, 'stream', () => ({ resume: carryContext(), own: currentContext() }));
    expect(runInTenant(rival, 'signal', () => carried.resume(currentContext))).toBe(carried.own);
    expect(carried.resume(currentContext)).toBe(carried.own);
    expect(() => carryContext()).toThrow('outside of any request');
  });
});

describe('runOutside', () => {
  it('begins background work in no context, whatever set it off', () => {
    const seen = runInTenant(acme, 'outer', () => [
      runOutside(findContext),
      runOutside(() => runInTenant(rival, 'background', currentContext)),
      currentContext(),
    ]);
    expect(seen).toMatchObject([
      undefined,
      { tenant: rival, actor: { name: 'background' } },
      { tenant: acme, actor: { name: 'outer' } },
    ]);
  });
});
