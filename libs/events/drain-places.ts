import { Injectable } from '@nestjs/common';
import { AppConfig } from '#libs/config';
import { Lane } from './lane.js';
import { Turn } from './turn.js';

/**
 * Of how many tenants events are delivered at once: each delivery holds a connection, and requests need some too. A tenant of whom one event
 * takes long makes room for others, and from then on waits with its like alone, until it was quick again.
 */
@Injectable()
export class DrainPlaces {
  /** For one event. */
  readonly slowMilliseconds: number = 2_000;
  private readonly usual: Lane;
  private readonly slow: Lane;
  private readonly slowOnes = new Set<string>();

  constructor({ database: { poolSize } }: AppConfig) {
    this.usual = new Lane(Math.ceil(poolSize / 4));
    this.slow = new Lane(Math.max(1, Math.floor(poolSize / 5)));
  }

  async withPlace<T>(tenantId: string, work: (turn: Turn) => Promise<T>): Promise<T> {
    const lane = this.slowOnes.has(tenantId) ? this.slow : this.usual;
    await lane.enter();
    const turn = new Turn(lane, this.slowMilliseconds, () => this.makeRoom(tenantId, turn));
    try {
      return await work(turn);
    } finally {
      turn.end();
      if (!turn.isSlow) this.slowOnes.delete(tenantId);
      turn.lane.leave();
    }
  }

  private makeRoom(tenantId: string, turn: Turn): void {
    this.slowOnes.add(tenantId);
    if (turn.lane === this.slow) return;
    if (!this.slow.tryEnter()) return turn.breakOff();
    turn.lane.leave();
    turn.lane = this.slow;
  }
}
