import { Attacker } from '../api/attacker.js';
import { isList, type Operation } from '../api/described-api.js';
import { documented, testEach } from '../api/documented-operations.js';
import { casesOf, faultsOfCases, partsOfRequest } from '../api/hostile-cases.js';
import { sampleDay } from '../../../support/sampling.js';
import { sampleOf } from '../api/hostile-sample.js';
import type { ContractSuite } from './contract-suite.js';
import { hostileBodies } from './hostile-bodies.suite.js';

// Values of the hostile corpus in every place of a request: refused as a problem, or taken as documented.

export const hostileInput: ContractSuite = (operations, { testApp }) => {
  let attacker: Attacker;
  beforeAll(async () => {
    attacker = await Attacker.of(testApp(), operations);
  });

  const succeeds = async (operation: Operation) => {
    const call = async () => (await attacker.attack(operation, {})).status;
    const status = await call();
    if (status < 300) return;
    // what operations share, such as the account, has moved on with one of the others, or a code of an authenticator has run out
    await attacker.renew(operation);
    expect(await call()).toBeLessThan(300);
  };
  testEach('a call with nothing hostile in it succeeds', operations, succeeds);

  for (const [name, part] of Object.entries(partsOfRequest)) {
    const having = operations.filter((operation) => part.places(operation).length > 0);
    testEach(`in its ${name}`, having, async (operation) => {
      const faults = await faultsOfCases(attacker, operation, part, sampleOf(casesOf(part, operation)));
      const again = `SAMPLE_DAY=${sampleDay}`;
      expect({ again, faults }).toEqual({ again, faults: [] });
    });
  }

  hostileBodies(operations, () => attacker);

  testEach('nothing has spoilt it for good', operations, succeeds);

  // rows of one context are shown in lists of others
  const others = documented.operations.filter(({ path }) => !path.includes('{'));
  const lists = [...new Set([...operations, ...others])].filter(isList);
  testEach('nothing was left that a list cannot show as documented', lists, async (list) => {
    const { stage } = attacker;
    const ids = operations.includes(list) ? attacker.valid(list).ids : {};
    let cursor: Record<string, string> | undefined = {};
    while (cursor) {
      const { status, json } = await stage.send(list, { ids, query: cursor, token: await stage.tokenFor(list) });
      expect(status).toBe(200);
      cursor = json.nextCursor ? { cursor: json.nextCursor as string } : undefined;
    }
  });
};
