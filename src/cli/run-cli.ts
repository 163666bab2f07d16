import { CommanderError } from 'commander';
import { failureText } from '../boot/failure-text.js';
import { buildProgram } from './program.js';
import { Terminal } from './terminal.js';
import { UnsuccessfulError } from './unsuccessful-error.js';

const USAGE = 2;
const FAILED = 1;

/** @returns the exit code: 0 only on success, 2 for wrong arguments */
export async function runCli(words: readonly string[], terminal = new Terminal()): Promise<number> {
  try {
    await buildProgram(terminal).parseAsync(asTyped(words), { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    if (!(error instanceof UnsuccessfulError)) terminal.message(failureText(error));
    return FAILED;
  }
}

/** `help tenants create` is `tenants create --help`: commander would tell of `tenants` alone. */
function asTyped(words: readonly string[]): string[] {
  const [first, ...others] = words;
  return first === 'help' && others.length > 0 ? [...others, '--help'] : [...words];
}
