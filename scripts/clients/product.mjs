// The product with its demo, on a free port and with a database of its own in a folder that is gone afterwards.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const SECONDS_TO_START = 180;

/**
 * What a program needs to know, as environment variables; `stop` ends it all.
 * @param who the role that signs in; `environment`, settings of the product
 */
export async function startProduct(root, { role = 'manager', environment = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'fieldpilot-clients-'));
  const log = join(folder, 'log');
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/src/main.js')], {
    // not where a .env of the developer's lies
    cwd: folder,
    env: { ...ownEnvironment(), ...environment, FIELDPILOT_DATA: join(folder, 'data') },
    stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')],
  });
  const stop = async () => {
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { settings: await demoSettings(child, folder, role), stop };
  } catch (error) {
    const said = readFileSync(log, 'utf8').slice(-4000);
    await stop();
    throw new Error(`the product did not start: ${error.message}\n${said}`, { cause: error });
  }
}

function ownEnvironment() {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return {
    PATH,
    HOME,
    ...(TMPDIR && { TMPDIR }),
    ...(LANG && { LANG }),
    HOST: '127.0.0.1',
    PORT: '0',
    FIELDPILOT_DEMO: 'on',
  };
}

/** The file is there as soon as its people can sign in. */
async function demoSettings(child, folder, role) {
  for (let waited = 0; waited < SECONDS_TO_START * 4; waited += 1) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    try {
      const { baseUrl, tenants, operator } = JSON.parse(
        readFileSync(join(folder, 'data/demo-credentials.json'), 'utf8'),
      );
      const { email, password } = tenants[0].users.find((person) => person.role === role);
      const other = tenants[0].users.find((person) => person.role !== role);
      const ofOther = { OTHER_EMAIL: other.email, OTHER_PASSWORD: other.password };
      const ofOperator = { OPERATOR_EMAIL: operator.email, OPERATOR_PASSWORD: operator.password };
      return {
        BASE_URL: baseUrl,
        TENANT: tenants[0].slug,
        EMAIL: email,
        PASSWORD: password,
        ...ofOther,
        ...ofOperator,
      };
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
      await sleep(250);
    }
  }
  throw new Error(`not within ${SECONDS_TO_START} s`);
}
