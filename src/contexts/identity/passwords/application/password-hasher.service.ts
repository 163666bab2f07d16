import { availableParallelism } from 'node:os';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { normalPassword } from '../domain/password-policy.js';
import { WorkLimit } from './work-limit.js';

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. Hashes with other parameters are renewed at the next sign-in. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const AT_ONCE = availableParallelism();
/** About a second of waiting; further requests are refused. */
const MAX_WAITING = 32 * AT_ONCE;

/** Matches no password, and takes as long to verify as a real hash. */
const matchesNothing = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${base64(16)}$${base64(32)}`;

function base64(bytes: number): string {
  return Buffer.alloc(bytes, 7).toString('base64').replace(/=+$/, '');
}

/** Hashes at most as many passwords at once as there are cores, so that many sign-ins do not use up the threads for other work. */
@Injectable()
export class PasswordHasherService {
  private readonly limit = new WorkLimit({ atOnce: AT_ONCE, mostWaiting: MAX_WAITING });

  /** @throws 503 `auth.busy` */
  hash(password: string): Promise<string> {
    return this.limit.run(() => hash(normalPassword(password), cost));
  }

  /** False for an absent hash, in the same time. @throws 503 `auth.busy` */
  async verify(stored: string | undefined, password: string): Promise<boolean> {
    const candidate = stored?.startsWith('$argon2id$') ? stored : matchesNothing;
    const isMatch = await this.limit.run(() => verify(candidate, normalPassword(password)));
    return isMatch && candidate === stored;
  }

  isOutdated(stored: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(stored);
    return memoryCost !== cost.memoryCost || timeCost !== cost.timeCost || parallelism !== cost.parallelism;
  }
}
