import { busy } from '../../sessions/domain/auth.errors.js';

export interface WorkLimits {
  readonly atOnce: number;
  /** In each of the two lines; who comes after that is told to come back. */
  readonly mostWaiting: number;
}

/** Does so many things at once, and the rest in turn. */
export class WorkLimit {
  private running = 0;
  private readonly first: (() => void)[] = [];
  private readonly others: (() => void)[] = [];

  constructor(private readonly limits: WorkLimits) {}

  /**
   * @param goesFirst waits in a line of its own that is served before the other one
   * @throws 503 `auth.busy`
   */
  async run<T>(work: () => Promise<T>, goesFirst = false): Promise<T> {
    if (this.running >= this.limits.atOnce) await this.turn(goesFirst ? this.first : this.others);
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.first.shift() ?? this.others.shift();
      // the place is handed on, so that nobody who comes just now slips in
      if (next) next();
      else this.running -= 1;
    }
  }

  private turn(line: (() => void)[]): Promise<void> {
    if (line.length >= this.limits.mostWaiting) throw busy();
    return new Promise((resolve) => line.push(resolve));
  }
}
