import { jest } from '@jest/globals';
import { createTestApp, type TestApp } from '#libs/testing';
import { aSignUp } from '../../builders/identity/sign-up.builder.js';
import { keepSpares, orphansIn, sparesIn } from '../../integration/tenancy/spares-of.js';
import { triesEverything } from '../../support/sampling.js';
import { startBeside } from '../contract/other-process.js';

jest.setTimeout(600_000);

let testApp: TestApp;

beforeAll(async () => {
  testApp = await createTestApp({ environment: { SPARE_SCHEMAS: '1', ROLE: 'api' } });
});

type SignUp = ReturnType<typeof aSignUp>;
interface Death {
  readonly step: number;
  readonly moment: 'before' | 'after';
}

/** Sends it to another process, which is killed meanwhile. Returns the status, if there was one. */
async function sendToDying(body: SignUp, { step, moment }: Death): Promise<number | undefined> {
  const other = await startBeside(testApp, { DIE_AT: String(step), DIE: moment });
  const headers = { 'content-type': 'application/json' };
  const status = await fetch(`${other.baseUrl}/v1/signup`, { method: 'POST', headers, body: JSON.stringify(body) })
    .then((response) => response.status)
    .catch(() => undefined);
  other.kill();
  return status;
}

const isRegistered = async ({ slug }: SignUp): Promise<boolean> =>
  (await testApp.database.query('select from tenants where slug = $1', [slug])).length === 1;

/** The server notices a little later that the client is gone. */
async function settled(): Promise<void> {
  const open = `select from pg_stat_activity where datname = current_database() and application_name = 'fieldpilot migrator'`;
  while ((await testApp.database.query(open)).length > 0) await testApp.database.query('select pg_sleep(0.01)');
}

/** Nothing is left and the slug can be had, or all of it is there and the address can sign in. @returns whether it died */
async function outcomeOf(death: Death, withSpare: boolean): Promise<boolean> {
  const wanted = aSignUp();
  if (withSpare) await keepSpares(testApp.app);
  else await dropSpares();
  const spares = await sparesIn(testApp.database);
  const status = await sendToDying(wanted, death);
  await settled();
  const registered = await isRegistered(wanted);
  expect({ ...death, orphans: await orphansIn(testApp.database) }).toEqual({ ...death, orphans: [] });
  if (registered) {
    const { slug: tenant, email, password } = wanted;
    await testApp.anonymous.post('/v1/auth/login').send({ tenant, email, password }).expect(200);
  } else {
    expect(await sparesIn(testApp.database)).toEqual(spares);
    const again = await testApp.anonymous.post('/v1/signup').send(wanted);
    expect({ ...death, status: again.status }).toEqual({ ...death, status: 201 });
  }
  return status === undefined;
}

/** So that the next sign-up has to make its schema. */
async function dropSpares(): Promise<void> {
  await testApp.database.query('update spare_schemas set schema_version = 1');
}

describe('a process that is killed over a sign-up', () => {
  it.each([
    ['a spare', true],
    ['a schema of its own', false],
  ])('with %s leaves all or nothing, and the same slug works', async (_, withSpare) => {
    const deaths: boolean[] = [];
    // before and after each message to the database until one gets through, or before some and after others
    for (let step = 1; deaths.at(-1) !== false; step += triesEverything ? 1 : 9) {
      const alternating: Death['moment'] = step % 2 === 1 ? 'before' : 'after';
      const moments = triesEverything ? (['before', 'after'] as const) : [alternating];
      for (const moment of moments) deaths.push(await outcomeOf({ step, moment }, withSpare));
    }
    expect(deaths.filter(Boolean).length).toBeGreaterThan(triesEverything ? 25 : 1);
  });
});
