import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command, fetched } from '../clients/command.mjs';
import { readReport } from './report.mjs';

const SECONDS_BESIDE_THE_RUN = 60;

/** Into a folder that is kept: what is there already is not fetched again. */
export async function installSchemathesis(at, requirements) {
  mkdirSync(at, { recursive: true });
  await fetched('python3', ['-m', 'venv', '.venv'], { cwd: at });
  await fetched(join(at, '.venv/bin/pip'), ['install', '--quiet', '--requirement', requirements], { cwd: at });
}

/** Sends what schemathesis makes of the document, and returns what it found. */
export async function runSchemathesis({ at, config, url, seconds, seed, env }) {
  const reports = join(at, 'reports');
  rmSync(reports, { recursive: true, force: true });
  const args = ['--config-file', config, 'run', url, '--no-color', '--max-time', `${seconds}`, '--seed', `${seed}`];
  const report = ['--report', 'ndjson', '--report-dir', reports];
  await ended(
    command(join(at, '.venv/bin/schemathesis'), [...args, ...report], {
      cwd: at,
      env,
      seconds: seconds + SECONDS_BESIDE_THE_RUN,
    }),
    reports,
  );
  return readReport(join(reports, readdirSync(reports)[0]));
}

/** It fails for whatever it finds, which is judged here; a run that never came to a report has failed. */
async function ended(run, reports) {
  try {
    await run;
  } catch (error) {
    if (!error.message.includes('ended with 1\n') || readdirSync(reports).length === 0) throw error;
  }
}
