import request from 'supertest';
import { startFixture, user, type Fixture } from '../../test/support/http-fixture.js';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const parent = 'b7ad6b7169203331';
const form = new RegExp(`^00-${traceId}-([0-9a-f]{16})-01$`);

describe('a trace', () => {
  let fixture: Fixture;
  const me = (traceparent: string) =>
    request(fixture.app.getHttpServer()).get('/v1/me').set('Authorization', user).set('traceparent', traceparent);

  beforeAll(async () => (fixture = await startFixture()));
  afterAll(() => fixture.app.close());

  it('is continued under a span of our own: in the context, in the answer and in the log', async () => {
    fixture.log.length = 0;
    const answers = await Promise.all([1, 2].map(() => me(`00-${traceId}-${parent}-01`)));
    const spans = answers.map(({ headers, body }) => {
      expect(headers['traceparent']).toBe(body.context.traceparent);
      return form.exec(body.context.traceparent)?.[1];
    });
    expect(new Set([...spans, parent, undefined]).size).toBe(4);
    expect(fixture.log.map((line) => [line['traceId'], line['spanId']]).sort()).toEqual(
      spans.map((span) => [traceId, span]).sort(),
    );
  });

  it('of a later version is understood as far as it is known', async () => {
    const { headers } = await me(`cc-${traceId}-${parent}-01-what-the-future-will-bring`);
    expect(headers['traceparent']).toMatch(form);
    expect((await me(`00-${traceId}-${parent}-ff`)).headers['traceparent']).toMatch(/-03$/);
  });

  it.each([
    ['no trace at all', 'x'],
    ['the forbidden version', `ff-${traceId}-${parent}-01`],
    ['more than its version has', `00-${traceId}-${parent}-01-more`],
    ['an empty trace id', `00-${'0'.repeat(32)}-${parent}-01`],
    ['an empty parent', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['capital letters', `00-${traceId.toUpperCase()}-${parent}-01`],
  ])('that is %s is ignored', async (_what, traceparent) => {
    fixture.log.length = 0;
    const answer = await me(traceparent);
    expect(answer.status).toBe(200);
    expect(answer.headers['traceparent']).toBeUndefined();
    expect(answer.body.context.traceparent).toBeUndefined();
    expect(fixture.log[0]).not.toHaveProperty('traceId');
  });

  it('goes on when the request is refused', async () => {
    const answer = await request(fixture.app.getHttpServer())
      .get('/v1/me')
      .set('traceparent', `00-${traceId}-${parent}-01`);
    expect([answer.status, answer.headers['traceparent']]).toEqual([401, expect.stringMatching(form)]);
  });
});
