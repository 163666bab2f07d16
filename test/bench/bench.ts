import type { INestApplicationContext } from '@nestjs/common';
import { openProduct } from './product.js';
import type { BenchResult } from './result.js';
import { startServer, type BenchServer } from './server.js';

export interface Bench {
  /** One line that says what is compared with what. */
  readonly about: string;
  measure(run: BenchRun): Promise<BenchResult[]>;
}

/**
 * How much is measured. `usual` gives a stable ratio in at most a minute and a half, `full` the figures for the record; `quick` only shows
 * that a benchmark works, its figures mean nothing.
 */
export type Size = 'full' | 'usual' | 'quick';

/** Shared by the benchmarks of one run: the size, and everything that was started, which `end` stops again. */
export class BenchRun {
  private readonly started = new AsyncDisposableStack();
  private databaseServer: Promise<BenchServer> | undefined;

  constructor(private readonly size: Size) {}

  /** Selects the number for the size of this run. */
  number(full: number, usual: number, quick: number): number {
    return { full, usual, quick }[this.size];
  }

  /** A PostgreSQL server for this run only, with the product's logins and shared tables. */
  server(): Promise<BenchServer> {
    return (this.databaseServer ??= startServer((undo) => this.defer(undo)));
  }

  /** Runs code with the product, without HTTP, in this process. */
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
