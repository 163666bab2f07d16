import pg from 'pg';
import { Signals } from '#libs/signals';
import { createTestApp, waitUntil, type TestApp } from '#libs/testing';

let testApps: TestApp[];

// losing connections is what one of the tests is about
const environment = { LOG_LEVEL: 'fatal' };

beforeAll(async () => {
  const first = await createTestApp({ environment });
  const others = [1, 2].map(() => createTestApp({ environment, database: first.database }));
  testApps = [first, ...(await Promise.all(others))];
});

function listenEverywhere(topic: string) {
  return testApps.map((testApp) => {
    const heard: string[] = [];
    testApp
      .get(Signals)
      .on(topic, { changed: (subject) => void heard.push(subject), missed: () => void heard.push('*') });
    return heard;
  });
}

describe('Signals', () => {
  it('have been heard once they are sent, by every process that relies on what it remembers', async () => {
    const heard = listenEverywhere('news');
    listenEverywhere('other news');
    const signals = testApps.map((testApp) => testApp.get(Signals));
    const relied = signals.map(() => 0);
    for (let i = 0; i < 50; i += 1) {
      await waitUntil(async () => signals.every(({ areReliable }) => areReliable), { what: 'processes that hear' });
      await signals[i % 3]!.send('news', `${i}`);
      for (const [at, subjects] of heard.entries()) {
        // a handler that was too busy reports a delay, and gets the signal later
        if (!signals[at]!.areReliable) continue;
        expect({ at, hears: subjects.includes(`${i}`) }).toEqual({ at, hears: true });
        relied[at]! += 1;
      }
    }
    expect(Math.min(...relied)).toBeGreaterThan(25);
    const all = Array.from({ length: 50 }, (_, i) => `${i}`);
    const heardByEach = () => heard.map((subjects) => subjects.filter((subject) => subject !== '*'));
    await waitUntil(() => Promise.resolve(heardByEach().every(({ length }) => length === all.length)));
    expect(heardByEach()).toEqual([all, all, all]);
  });

  it('notify handlers that some may have been missed when the connection is lost, and arrive again', async () => {
    const heard = listenEverywhere('broken');
    await testApps[0]!.database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fieldpilot signals'",
    );
    // notified when it is lost and when it is back
    await waitUntil(async () => heard.every((subjects) => subjects.length >= 2));
    await testApps[0]!.get(Signals).send('broken', 'again');
    expect(heard).toEqual(Array(3).fill(['*', '*', 'again']));
  });

  it('do not wait for ever for a process that hears nothing', async () => {
    const { database } = testApps[0]!;
    const deaf = new pg.Client({
      connectionString: database.superuserUrl,
      application_name: 'fieldpilot signals',
    });
    await deaf.connect();
    const start = performance.now();
    await testApps[0]!.get(Signals).send('anything', 'x');
    expect(performance.now() - start).toBeLessThan(3_000);
    await deaf.end();
  });
});
