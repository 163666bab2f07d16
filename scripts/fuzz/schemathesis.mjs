import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command, fetched } from '../clients/command.mjs';
import { readReport } from './report.mjs';

const SECONDS_BESIDE_THE_RUN = 60;

/** Its modules are run by name, because the scripts beside it hold the path where they were installed, and a folder may be moved. */
const python = (at) => join(at, '.venv/bin/python');

/** Into a folder that is kept: what is there already is not fetched again. */
export async function installSchemathesis(at, requirements) {
  mkdirSync(at, { recursive: true });
  await fetched('python3', ['-m', 'venv', '.venv'], { cwd: at });
  await fetched(python(at), ['-m', 'pip', 'install', '--quiet', '--requirement', requirements], { cwd: at });
}

/** Sends what schemathesis makes of the document, and returns what it found. */
export async function runSchemathesis({ at, config, url, seconds, seed, env }) {
  const reports = join(at, 'reports');
  rmSync(reports, { recursive: true, force: true });
  const args = [
    '-m',
    'schemathesis.cli',
    '--config-file',
    config,
    'run',
    url,
    '--no-color',
    '--max-time',
    `${seconds}`,
    '--seed',
    `${seed}`,
  ];
  const report = ['--report', 'ndjson', '--report-dir', reports];
  await ended(
    command(python(at), [...args, ...report], {
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
