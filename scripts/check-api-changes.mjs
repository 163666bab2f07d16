// Fails when the API document breaks clients of the committed one, since /v1 is stable. Necessary exceptions are listed with their reasons
// in docs/api-breaking-changes.json; a new major version may break anything.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allowedChange } from './api-changes/allowed-change.mjs';
import { breakingChanges } from './api-changes/breaking-changes.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const documents = ['docs/openapi.json', 'docs/openapi-admin.json'];
const exceptions = 'docs/api-breaking-changes.json';

function git(...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return status === 0 ? stdout : undefined;
}

/** The document that clients have: the last committed one or, when the new one is committed already, the one before. */
function baseline(file, current) {
  const committed = git('show', `HEAD:${file}`);
  if (committed !== current) return committed;
  const [, previous] = git('log', '-2', '--format=%H', '--', file)?.trim().split('\n') ?? [];
  return previous && git('show', `${previous}:${file}`);
}

const major = ({ info }) => Number(info.version.split('.')[0]);

function changesOf(file) {
  const current = readFileSync(`${root}${file}`, 'utf8');
  const committed = baseline(file, current);
  if (committed === undefined) return { compared: false, changes: [] };
  const [before, after] = [JSON.parse(committed), JSON.parse(current)];
  return { compared: true, changes: major(after) > major(before) ? [] : breakingChanges(before, after) };
}

const allowed = JSON.parse(readFileSync(`${root}${exceptions}`, 'utf8')).allowed;
const withoutReason = allowed.filter(({ reason }) => !reason?.trim()).map(({ change }) => `${change}: has no reason`);
const results = documents.map(changesOf);
const changes = results
  .flatMap((result) => result.changes)
  .filter((change) => !allowed.some((each) => allowedChange(each.change, change)));

for (const line of [...changes, ...withoutReason]) process.stdout.write(`  ${line}\n`);
if (changes.length > 0)
  process.stdout.write(`These changes break clients. Undo them, or name each with its reason in ${exceptions}.\n`);
if (changes.length + withoutReason.length === 0)
  process.stdout.write(
    results.some(({ compared }) => compared)
      ? 'nothing that breaks clients\n'
      : 'no earlier document to compare with\n',
  );
process.exitCode = changes.length + withoutReason.length === 0 ? 0 : 1;
