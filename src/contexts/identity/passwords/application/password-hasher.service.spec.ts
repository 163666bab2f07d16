import { hash } from '@node-rs/argon2';
import { PasswordHasherService } from './password-hasher.service.js';

const hasher = new PasswordHasherService();

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}

describe('PasswordHasher', () => {
  it('recognises a password however its characters were composed', async () => {
    const stored = await hasher.hash('Caf\u00e9 am Lift');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(hasher.verify(stored, 'Cafe\u0301 am Lift')).resolves.toBe(true);
    await expect(hasher.verify(stored, 'Cafe am Lift')).resolves.toBe(false);
  });

  it('matches nothing where there is no usable hash', async () => {
    await expect(hasher.verify(undefined, 'anything at all')).resolves.toBe(false);
    await expect(hasher.verify('invited', 'invited')).resolves.toBe(false);
  });

  it('takes as long for a user that does not exist', async () => {
    const stored = await hasher.hash('correct horse');
    const known: number[] = [];
    const unknown: number[] = [];
    // alternating, so that other load slows both
    for (let run = 0; run < 15; run += 1) {
      known.push(await milliseconds(() => hasher.verify(stored, 'wrong horse!')));
      unknown.push(await milliseconds(() => hasher.verify(undefined, 'wrong horse!')));
    }
    const ratio = median(unknown) / median(known);
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
  });

  it('notices hashes made with other parameters', async () => {
    expect(hasher.isOutdated(await hasher.hash('correct horse'))).toBe(false);
    expect(hasher.isOutdated(await hash('correct horse', { memoryCost: 8_192, timeCost: 2, parallelism: 1 }))).toBe(
      true,
    );
  });

  it('refuses what it cannot do within about a second, and serves the others', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, () => hasher.verify(undefined, 'one of many')),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(200);
    expect(refused.every(({ reason }) => reason.code === 'auth.busy' && reason.extra.retryAfterSeconds > 0)).toBe(true);
    await expect(hasher.verify(undefined, 'afterwards')).resolves.toBe(false);
  });
});
