import type { INestApplicationContext } from '@nestjs/common';
import { openProduct } from './product.js';
import type { BenchResult } from './result.js';
import { startServer, type BenchServer } from './server.js';

export interface Bench {
  /** What is measured against what, in one line. */
  readonly about: string;
  run(setting: Setting): Promise<BenchResult[]>;
}

/**
 * How much is measured: `usual` gives ratios that hold within a minute and a half, `full` those of the record, `quick` shows that a
 * benchmark works and measures nothing.
 */
export type Size = 'full' | 'usual' | 'quick';

/** What the benchmarks of one run share: their size, and what was started for them, to be taken back however the run ends. */
export class Setting {
  private readonly started = new AsyncDisposableStack();
  private databaseServer: Promise<BenchServer> | undefined;

  constructor(private readonly size: Size) {}

  /** The number of the run's size, largest first; two sizes may share one. */
  number(full: number, usual: number, quick: number): number {
    return { full, usual, quick }[this.size];
  }

  /** A PostgreSQL of this run alone, with the product's logins and shared tables. */
  server(): Promise<BenchServer> {
    return (this.databaseServer ??= startServer((undo) => this.defer(undo)));
  }

  /** The product without HTTP in this very process. */
  async withProduct<T>(work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
    const app = await openProduct(await this.server());
    try {
      return await work(app);
    } finally {
      await app.close();
    }
  }

  defer(undo: () => unknown): void {
    this.started.defer(async () => void (await undo()));
  }

  end(): Promise<void> {
    return this.started.disposeAsync();
  }
}
