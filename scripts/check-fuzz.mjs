// `npm run check:fuzz`: two minutes of requests that schemathesis makes of the served API documents, that of tenants and, for a fifth of the
// time, that of operators: good and bad ones, against the product with its demo. What it finds beyond test/fuzz/exceptions.json fails. `npm run check:fuzz -- 600 7` takes ten minutes, with another seed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command, Missing } from './clients/command.mjs';
import { startProduct } from './clients/product.mjs';
import { distinct, judge } from './fuzz/exceptions.mjs';
import { together } from './fuzz/report.mjs';
import { installSchemathesis, runSchemathesis } from './fuzz/schemathesis.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const files = join(root, 'test/fuzz');
const at = join(root, 'node_modules/.cache/fuzz');
const exceptions = JSON.parse(readFileSync(join(files, 'exceptions.json'), 'utf8'));
const [seconds = 120, seed = 20261] = process.argv.slice(2).map(Number);
const say = (line) => process.stdout.write(`${line}\n`);

/** The documents, where to sign in, and the part of the time that each gets. */
const documents = [
  {
    path: '/openapi.json',
    login: '/v1/auth/login',
    account: '/v1/me',
    credentials: ({ TENANT, EMAIL, PASSWORD }) => ({ tenant: TENANT, email: EMAIL, password: PASSWORD }),
    config: 'schemathesis.toml',
    share: 0.8,
  },
  {
    path: '/admin/openapi.json',
    login: '/admin/v1/auth/login',
    account: '/admin/v1/me',
    credentials: ({ OPERATOR_EMAIL, OPERATOR_PASSWORD }) => ({ email: OPERATOR_EMAIL, password: OPERATOR_PASSWORD }),
    config: 'schemathesis-admin.toml',
    share: 0.2,
  },
];

async function accessToken(settings, { login, credentials }) {
  const body = JSON.stringify(credentials(settings));
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${settings.BASE_URL}${login}`, { method: 'POST', headers, body });
  return (await response.json()).accessToken;
}

/** A call that ends the session of the others would leave them nothing but refusals to find. */
async function assertStillSignedIn({ BASE_URL }, { account }, token) {
  const { status } = await fetch(`${BASE_URL}${account}`, { headers: { authorization: `Bearer ${token}` } });
  if (status !== 200) throw new Error(`The session of the run was ended during it: ${account} is answered ${status}.`);
}

async function fuzz() {
  const { settings, stop } = await startProduct(root, { role: 'admin', environment: { RATE_LIMITS: 'off' } });
  try {
    const reports = [];
    for (const document of documents) {
      const token = (who) => accessToken({ ...settings, ...who }, document);
      const { OTHER_EMAIL: EMAIL, OTHER_PASSWORD: PASSWORD } = settings;
      const env = {
        ACCESS_TOKEN: await token(),
        ACCESS_TOKEN_TO_END: await token(),
        ACCESS_TOKEN_OF_OTHER: await token({ EMAIL, PASSWORD }),
      };
      const url = `${settings.BASE_URL}${document.path}`;
      const config = join(files, document.config);
      reports.push(await runSchemathesis({ at, config, url, seconds: seconds * document.share, seed, env }));
      await assertStillSignedIn(settings, document, env.ACCESS_TOKEN);
    }
    return reports.reduce(together);
  } finally {
    await stop();
  }
}

/** A long request does not hide what was answered. */
const short = (text) => text.slice(0, 1000);

function tell({ calls, operations, total, statuses, findings }) {
  const { unexpected, unused } = judge(findings, exceptions);
  for (const { check, operation, message, request, answer } of distinct(unexpected))
    say(`\n${[`${operation}: ${check}`, message, request, `→ ${answer}`].map(short).join('\n  ')}`);
  for (const { check, code } of unused) say(`not seen this time: ${check}, ${code}`);
  const counts = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
  say(
    `seed ${seed}: ${calls} calls of ${operations.size} of ${total} operations in ${seconds} s; ${counts.join(', ')}`,
  );
  say(`${findings.length} findings, ${unexpected.length} of them not among the exceptions`);
  return unexpected.length === 0 && calls > 0;
}

try {
  await installSchemathesis(at, join(files, 'requirements.txt'));
  await command(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, seconds: 240 });
  process.exitCode = tell(await fuzz()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  say(`skipped: ${error.message}`);
}
