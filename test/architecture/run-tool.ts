import { execFile } from 'node:child_process';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '../..');
// Long, because whole tools run on a machine that may be busy.
export const toolTimeout = 120_000;
export const fixtures = join(import.meta.dirname, 'fixtures');

/** Runs a tool of node_modules in a folder and returns its output, also when it finds faults and exits with 1. */
export function runTool(bin: string, args: readonly string[], cwd: string): Promise<string> {
  const options = { cwd, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NODE_OPTIONS: '' } };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(repository, 'node_modules/.bin', bin), ...args],
      options,
      (error, stdout, stderr) => {
        if (stdout) resolve(stdout);
        else reject(new Error(`${bin} printed nothing: ${stderr || error?.message}`));
      },
    );
  });
}
