// Runs each generator of generated-files.mjs: with --check, or with --write to update its file.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { generatedFiles } from './generated-files.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const isWriting = process.argv.includes('--write');

function run({ file, generator }) {
  const args = isWriting ? generator : [...generator, '--check'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status === 0) return true;
  process.stdout.write(`${file} is not what ${generator.join(' ')} writes.\n${stdout}${stderr}`);
  return false;
}

const stale = generatedFiles.filter((entry) => !run(entry));
if (stale.length > 0) process.stdout.write(isWriting ? '' : 'Renew with: npm run generated\n');
else process.stdout.write(`${String(generatedFiles.length)} generated files ${isWriting ? 'written' : 'up to date'}\n`);
process.exitCode = stale.length === 0 ? 0 : 1;
