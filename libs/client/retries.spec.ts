import { withRetries, type RetryPolicy } from './retries.js';

const waits: number[] = [];
beforeEach(() => void (waits.length = 0));

/** Sends one request to a server that returns these responses in turn; an error in the list breaks the connection. */
async function sent(request: Request, answers: readonly (Response | Error)[], policy?: RetryPolicy) {
  const bodies: string[] = [];
  const send = async (attempt: Request) => {
    bodies.push(await attempt.text());
    const answer = answers[bodies.length - 1]!;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const timing = { sleep: async (ms: number) => void waits.push(ms), random: () => 0.5 };
  const result = await withRetries(
    send,
    policy,
    timing,
  )(request).then(
    ({ status }) => status,
    (error: Error) => error.message,
  );
  return { result, bodies };
}

const get = () => new Request('http://api.test/v1/me');
const post = (headers: Record<string, string> = { 'idempotency-key': 'k' }) =>
  new Request('http://api.test/v1/teams', { method: 'POST', body: '{"name":"Night"}', headers });
const answer = (status: number, retryAfter?: string) =>
  new Response(null, { status, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } });
const broken = () => new TypeError('fetch failed');

it('waits as long as the server asks, a little longer, and sends the same again', async () => {
  const { result, bodies } = await sent(post(), [answer(429, '2'), answer(503, '1'), answer(201)]);
  expect(result).toBe(201);
  expect(bodies).toEqual(Array(3).fill('{"name":"Night"}'));
  expect(waits).toEqual([2_250, 1_125]);
});

it('takes a date for the time to wait until as well', async () => {
  await sent(get(), [answer(503, new Date(Date.now() + 5_000).toUTCString()), answer(200)]);
  expect(waits[0]).toBeGreaterThan(3_900);
  expect(waits[0]).toBeLessThan(6_300);
});

it('waits longer each time when nobody says how long', async () => {
  await sent(get(), [answer(503), answer(503), answer(503), answer(200)]);
  expect(waits).toEqual([250, 500, 1_000]);
});

it('gives up after the last attempt, and when the server asks for too much patience', async () => {
  expect((await sent(get(), [answer(429, '1'), answer(429, '1')], { attempts: 2 })).result).toBe(429);
  expect((await sent(get(), [answer(429, '3600')])).result).toBe(429);
  expect((await sent(get(), [answer(429, '3')], { longestWaitMs: 2_000 })).result).toBe(429);
  expect(waits).toEqual([1_125]);
});

it('asks again for the answer to a request that is still being worked on, not for one that conflicts', async () => {
  expect((await sent(post(), [broken(), answer(409, '1'), answer(201)])).result).toBe(201);
  expect((await sent(post(), [answer(409)])).result).toBe(409);
});

it('repeats what broke off only where that does no harm', async () => {
  expect((await sent(get(), [broken(), answer(200)])).result).toBe(200);
  expect((await sent(post({}), [broken()])).result).toBe('fetch failed');
  const change = new Request('http://api.test/v1/teams/1', { method: 'PATCH', body: '{}' });
  expect((await sent(change, [broken()])).result).toBe('fetch failed');
});

it.each(['login', 'refresh'])('repeats a %s that broke off: said again at once it gives tokens again', async (path) => {
  const request = new Request(`http://api.test/v1/auth/${path}`, { method: 'POST', body: '{}' });
  expect((await sent(request, [broken(), answer(200)])).result).toBe(200);
});

it.each([400, 401, 404, 412, 422, 500])('takes %i for an answer', async (status) => {
  expect((await sent(get(), [answer(status)])).result).toBe(status);
});

it('stops waiting when the caller gives up', async () => {
  const controller = new AbortController();
  const request = new Request('http://api.test/', { signal: controller.signal });
  const outcome = withRetries(async () => answer(503, '20'))(request);
  setImmediate(() => controller.abort());
  await expect(outcome).rejects.toMatchObject({ name: 'AbortError' });
});
