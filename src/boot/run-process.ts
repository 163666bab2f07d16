import { setTimeout as delay } from 'node:timers/promises';
import { loadConfig } from '#libs/config';
import { createLogger } from '#libs/logging';
import { printStartupMessage } from './startup-message.js';
import { boot } from './boot.js';
import { failureText } from './failure-text.js';
import { Undo } from './undo.js';

const stopSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
/** Two signals within this time count as one, because npm forwards a Ctrl-C that the terminal has sent to the process too. */
const DUPLICATE_SIGNAL_MS = 1_000;
/** The longest time for a shutdown after an uncaught error or a second signal. */
const SHUTDOWN_MS = 10_000;

/** Starts the application, prints its address, and stops everything that was started, however the process ends. */
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
    exitWithin(SHUTDOWN_MS);
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
  printStartupMessage(running, config, log);
}

/** The first signal shuts down in order; a later one only stops the database and exits at once. */
function endOnSignals(end: (code: number) => Promise<void>, undo: Undo): void {
  let first: number | undefined;
  const onSignal = (): void => {
    if (first === undefined) {
      first = performance.now();
      void end(0);
    } else if (performance.now() - first > DUPLICATE_SIGNAL_MS) {
      exitWithin(SHUTDOWN_MS);
      void undo
        .runFirst()
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
