import { createTestApp, waitUntil, type TestApp, type TestUser } from '#libs/testing';
import { WorkOrderSite } from '../work-orders/work-order-site.js';

interface Sent {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly title?: string; readonly id?: string };
}

/** A client that follows a stream until it ends. */
class Follower {
  readonly events: Sent[] = [];
  isOver = false;
  private readonly abort = new AbortController();

  constructor(
    readonly status: number,
    body: AsyncIterable<Uint8Array>,
    abort: AbortController,
  ) {
    this.abort = abort;
    void this.read(body)
      .catch(() => undefined)
      .finally(() => (this.isOver = true));
  }

  static async at(app: TestApp, token: string, lastEventId?: string): Promise<Follower> {
    const abort = new AbortController();
    const headers = {
      Authorization: `Bearer ${token}`,
      Accept: 'text/event-stream',
      ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
    };
    const answer = await fetch(`${app.baseUrl}/v1/notifications/stream`, { headers, signal: abort.signal });
    return new Follower(answer.status, answer.body as unknown as AsyncIterable<Uint8Array>, abort);
  }

  get lastId(): string {
    return this.events.at(-1)!.id;
  }

  get titles(): string[] {
    return this.events.flatMap(({ data }) => (data.title === undefined ? [] : [data.title.replace(/^.*: \S+ /, '')]));
  }

  close(): void {
    this.abort.abort();
  }

  private async read(body: AsyncIterable<Uint8Array>): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const part of body) {
      text += decoder.decode(part, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) this.take(block);
    }
  }

  private take(block: string): void {
    const [, id, event, data] = /^id: (.+)\nevent: (.+)\ndata: (.+)$/.exec(block) ?? [];
    if (id !== undefined) this.events.push({ id, event: event!, data: JSON.parse(data!) as Sent['data'] });
  }
}

let here: TestApp;
let there: TestApp;
let site: WorkOrderSite;
beforeAll(async () => {
  here = await createTestApp();
  there = await createTestApp({ database: here.database, environment: { JWT_SECRET: here.config.secrets.jwt } });
  site = await WorkOrderSite.open(here);
});

const follow = async (app: TestApp, token: string, lastEventId?: string) => {
  const follower = await Follower.at(app, token, lastEventId);
  await waitUntil(() => Promise.resolve(follower.events.length > 0));
  return follower;
};
const signIn = async (user: TestUser): Promise<string> => {
  const { email, password } = user;
  const body = { tenant: site.tenant.ref.slug, email, password };
  return (await here.anonymous.post('/v1/auth/login').send(body).expect(200)).body.accessToken;
};
const person = async () => {
  const user = await site.tenant.addUser('technician');
  return { ...user, token: await signIn(user) };
};
const assign = (to: TestUser, title: string) => site.created({ title, assigneeId: to.id });

describe('a stream of notifications', () => {
  it('sends what is told, whichever process does so, as it is read by its id', async () => {
    const user = await person();
    const followers = [await follow(here, user.token), await follow(there, user.token)];
    await assign(user, 'Brake');
    for (const follower of followers) {
      await waitUntil(() => Promise.resolve(follower.titles.length === 1), { what: 'a notification' });
      const { event, data } = follower.events.at(-1)!;
      const read = await here.withToken(user.token).get(`/v1/notifications/${data.id}`).expect(200);
      expect([event, data]).toEqual(['notification', read.body]);
      follower.close();
    }
  });

  it('goes on after the last event, without loss or repetition, while others write and connections break', async () => {
    const user = await person();
    const titles = Array.from({ length: 30 }, (_, index) => `Cabin ${index}`);
    let follower = await follow(here, user.token);
    const seen: string[] = [];
    const writing = Promise.all(titles.map((title) => assign(user, title)));
    for (const app of [there, here, there, here]) {
      const before = seen.length;
      await waitUntil(() => Promise.resolve(follower.titles.length > 0 || before >= titles.length));
      follower.close();
      seen.push(...follower.titles);
      follower = await follow(app, user.token, follower.lastId);
    }
    await writing;
    await waitUntil(() => Promise.resolve(seen.length + follower.titles.length >= titles.length), {
      what: 'all notifications',
    });
    follower.close();
    seen.push(...follower.titles);
    expect([...seen].sort()).toEqual([...titles].sort());
  });

  it('ends what there is for who does not follow, and refuses ids of others', async () => {
    const [user, other] = [await person(), await person()];
    const stream = here.withToken(user.token).get('/v1/notifications/stream');
    const { text, headers } = await stream.expect(200);
    expect(headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const id = /^id: (.+)$/m.exec(text)![1]!;
    const again = (token: string, last: string) =>
      here.withToken(token).get('/v1/notifications/stream').set('Last-Event-ID', last);
    await assign(user, 'Rail');
    await waitUntil(async () => (await again(user.token, id).expect(200)).text.includes('Rail'));
    for (const [token, last] of [
      [other.token, id],
      [user.token, 'none'],
      [user.token, Buffer.from(`9.${user.id}`).toString('base64url')],
    ] as const) {
      const { body } = await again(token, last).expect(400);
      expect(body.code).toBe('notification_stream.unknown_event');
    }
    await here.anonymous.get('/v1/notifications/stream').expect(401);
  });

  it('ends when somebody signs out or is deactivated, in every process', async () => {
    const [leaving, dismissed] = [await person(), await person()];
    const followers = [await follow(there, leaving.token), await follow(there, dismissed.token)];
    await here.withToken(leaving.token).post('/v1/auth/logout').send().expect(204);
    await waitUntil(() => Promise.resolve(followers[0]!.isOver), { what: 'the end of the first stream' });
    expect(followers[1]!.isOver).toBe(false);
    const admin = await site.tenant.as('admin');
    const { body } = await admin.get(`/v1/users/${dismissed.id}`).expect(200);
    await admin.post(`/v1/users/${dismissed.id}/deactivate`).set('If-Match', `"${body.version}"`).expect(200);
    await waitUntil(() => Promise.resolve(followers[1]!.isOver), { what: 'the end of the second stream' });
    expect((await Follower.at(there, dismissed.token, followers[1]!.lastId)).status).toBe(401);
  });

  it('ends when its process stops, which it does not hold up', async () => {
    const user = await person();
    const follower = await follow(there, user.token);
    const begun = performance.now();
    await there.close();
    expect(follower.isOver).toBe(true);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
