import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { closesAtEnd, type TestApp } from '#libs/testing';

export interface OtherProcess {
  readonly baseUrl: string;
  kill(signal?: NodeJS.Signals): void;
}

/** Secrets of an application as environment variables, for another process that must accept the same tokens. */
export function secretsOf({ config }: TestApp): Record<string, string> {
  const { jwt, cursor, encryption } = config.secrets;
  return { JWT_SECRET: jwt, CURSOR_SECRET: cursor, ENCRYPTION_KEY: encryption };
}

/** The product in another process, which ends with the spec file at the latest; see dying-product.ts. */
export async function startBeside(testApp: TestApp, environment: Record<string, string>): Promise<OtherProcess> {
  const own = { FIELDPILOT_DATA: testApp.config.dataDir, DATABASE_URLS: JSON.stringify(testApp.database.urls) };
  const child = spawn(process.execPath, ['--no-warnings', 'scripts/run-ts.mjs', 'test/e2e/contract/dying-product.ts'], {
    env: { ...process.env, ...secretsOf(testApp), ...own, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  closesAtEnd(async () => void child.kill('SIGKILL'));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { value: baseUrl } = await lines.next();
  child.stdin.write('go\n');
  await lines.next();
  return { baseUrl: String(baseUrl), kill: (signal = 'SIGKILL') => void child.kill(signal) };
}
