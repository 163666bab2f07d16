// Used by every generator: writes its file, or with --check reports by the exit code whether it would change.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export function writeOrCheck(file, text) {
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) process.exitCode = 1;
}
