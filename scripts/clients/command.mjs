import { spawn } from 'node:child_process';

/**
 * Runs a command to its end.
 * @throws Error with what it said, where it fails or takes too long
 */
export function command(name, args, { cwd, env = {}, seconds }) {
  const child = spawn(name, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(output);
      else
        reject(
          new Error(`${name} ${signal ? `took more than ${seconds} s` : `ended with ${code}`}\n${output.slice(-4000)}`),
        );
    });
  });
}

/** A tool that this machine lacks, or that cannot be fetched: no fault of the document. */
export class Missing extends Error {}

export async function fetched(name, args, options) {
  try {
    return await command(name, args, { seconds: 300, ...options });
  } catch (error) {
    throw new Missing(error.code === 'ENOENT' ? `there is no ${name}` : `not to be fetched: ${error.message.trim()}`);
  }
}
