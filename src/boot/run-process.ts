import { setTimeout as delay } from 'node:timers/promises';
import { loadConfig } from '#libs/config';
import { createLogger } from '#libs/logging';
import { announce } from './announce.js';
import { boot } from './boot.js';
import { failureText } from './failure-text.js';
import { Undo } from './undo.js';

const stopSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
/** npm passes Ctrl-C on although the terminal has sent it to everybody: two signals at once are one wish. */
const SAME_WISH_MS = 1_000;
/** After a fault, or when somebody insists, a tidy end is not waited for any longer. */
const PATIENCE_MS = 10_000;

/** The life of a process: starts, says where it is, and leaves nothing running however it ends. */
export async function runProcess(): Promise<void> {
  const undo = new Undo();
  const stopping = new AbortController();
  const ready = start(undo, stopping.signal);
  const end = async (code: number): Promise<void> => {
    stopping.abort();
    await ready.catch(() => undefined);
    await undo.run().catch(fail);
    process.exit(code);
  };
  endOnSignals(end, undo);
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${failureText(error)}\n`);
    exitWithin(PATIENCE_MS);
    void end(1);
  });
  await ready.catch(async (error: unknown) => {
    if (stopping.signal.aborted) return;
    await undo.run().catch(() => undefined);
    fail(error);
  });
}

async function start(undo: Undo, signal: AbortSignal): Promise<void> {
  const config = loadConfig();
  const log = createLogger(config);
  const running = await boot(config, log, undo, signal);
  announce(running, config, log);
}

/** The first signal asks for a tidy end; a later one for the database's end alone, and then at any price. */
function endOnSignals(end: (code: number) => Promise<void>, undo: Undo): void {
  let first: number | undefined;
  const onSignal = (): void => {
    if (first === undefined) {
      first = performance.now();
      void end(0);
    } else if (performance.now() - first > SAME_WISH_MS) {
      exitWithin(PATIENCE_MS);
      void undo
        .rush()
        .catch(() => undefined)
        .then(() => process.exit(1));
    }
  };
  for (const signal of stopSignals) process.on(signal, onSignal);
}

function exitWithin(milliseconds: number): void {
  void delay(milliseconds, undefined, { ref: false }).then(() => process.exit(1));
}

function fail(error: unknown): never {
  process.stderr.write(`${failureText(error)}\n`);
  process.exit(1);
}
