// Runs Spectral and Redocly on the committed API documents (docs/openapi*.json), which must have no errors and no warnings. Both work
// without a network.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const documents = readdirSync(`${root}docs`)
  .filter((name) => /^openapi.*\.json$/.test(name))
  .map((name) => `docs/${name}`);

const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true' };

function run(command, args) {
  return spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...quiet },
    maxBuffer: 2 ** 28,
  });
}

function spectral(document) {
  const { status, stdout, stderr } = run('spectral', ['lint', '--fail-severity', 'warn', '--quiet', document]);
  return status === 0 ? '' : stdout + stderr;
}

/** Redocly exits with 0 on warnings, so its totals are parsed. */
function redocly(document) {
  const { stdout, stderr } = run('redocly', ['lint', '--config', 'redocly.yaml', '--format', 'json', document]);
  const answer = stdout.includes('{') ? JSON.parse(stdout.slice(stdout.indexOf('{'))) : undefined;
  if (!answer) return stdout + stderr;
  const { errors, warnings } = answer.totals;
  const line = ({ severity, ruleId, message, location }) =>
    `  ${severity} ${ruleId} ${location?.[0]?.pointer ?? ''} ${message}`;
  return errors + warnings === 0 ? '' : `${document}\n${answer.problems.map(line).join('\n')}\n`;
}

const faults = documents.flatMap((document) => [spectral(document), redocly(document)]).filter((text) => text !== '');
process.stdout.write(faults.join('\n'));
if (faults.length === 0)
  process.stdout.write(documents.length > 0 ? `${documents.join(', ')} clean\n` : 'no API document yet\n');
process.exitCode = faults.length === 0 ? 0 : 1;
