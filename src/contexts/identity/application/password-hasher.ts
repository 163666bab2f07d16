import { availableParallelism } from 'node:os';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { busy } from '../domain/auth.errors.js';
import { normalPassword } from '../domain/password-policy.js';

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. Hashes made with others are renewed at the next sign-in. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const AT_ONCE = availableParallelism();
/** About a second of waiting; who comes after that is told to come back. */
const MOST_WAITING = 32 * AT_ONCE;

/** Matches no password, and costs to find out what a real one does. */
const matchesNothing = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${base64(16)}$${base64(32)}`;

function base64(bytes: number): string {
  return Buffer.alloc(bytes, 7).toString('base64').replace(/=+$/, '');
}

/** Hashes as many passwords at once as there are cores, so that a crowd at the door leaves the threads of everybody else alone. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @throws 503 `auth.busy` */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normalPassword(password), cost));
  }

  /** False for an absent hash, in the same time. @throws 503 `auth.busy` */
  async verify(stored: string | undefined, password: string): Promise<boolean> {
    const candidate = stored?.startsWith('$argon2id$') ? stored : matchesNothing;
    const isMatch = await this.inTurn(() => verify(candidate, normalPassword(password)));
    return isMatch && candidate === stored;
  }

  isOutdated(stored: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(stored);
    return memoryCost !== cost.memoryCost || timeCost !== cost.timeCost || parallelism !== cost.parallelism;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) await this.turn();
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // the place is handed on, so that nobody who comes just now slips in
      if (next) next();
      else this.running -= 1;
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= MOST_WAITING) throw busy();
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
