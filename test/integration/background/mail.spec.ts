import type { INestApplicationContext } from '@nestjs/common';
import { PlatformUnitOfWork, UnitOfWork } from '#libs/database';
import { PlatformMailer } from '#libs/mail';
import { runAsSystem, runInTenant } from '#libs/request-context';
import { waitUntil } from '#libs/testing';
import type { ReceivedMail } from '../../support/smtp-server.js';
import { CANARY, header, mail, MailPost, parts, queueFor, welcome, type WantedMail } from './mail-post.js';

let post: MailPost;
let app: INestApplicationContext;

beforeAll(async () => {
  post = await MailPost.open();
  app = await post.startWorker();
});
beforeEach(() => post.clear(app));

function queue(wanted: WantedMail = {}, n = 0, process = app): Promise<void> {
  return queueFor(post.tenant(n), process, wanted);
}

describe('a mail', () => {
  it('goes out at once when its transaction is committed, and never when that is rolled back', async () => {
    const transaction = (work: () => Promise<void>) =>
      runInTenant(post.tenant(), 'test', () => app.get(UnitOfWork).transactional(work));
    const lost = transaction(async () => {
      await mail(app, { to: 'lost@example.com' });
      throw new Error('later');
    });
    await expect(lost).rejects.toThrow('later');
    await transaction(async () => {
      await mail(app);
      expect(post.server.received).toHaveLength(0);
    });
    await post.arrives();
    await post.isMarked('sent');
    expect(post.server.received.map(({ to }) => to)).toEqual([['ann@example.com']]);
    expect(await post.row()).toMatchObject({ attempts: 1, due_at: null, lease: null, content: null, last_error: null });
  });

  it('has a text and a form for browsers, in the language of the recipient or else of the account', async () => {
    await queue({ to: 'a@example.com', name: '<b>Ann</b>', locale: 'en-GB' });
    await queue({ to: 'b@example.com' });
    await post.arrives(2);
    const [english, german] = [...post.server.received].sort((one, other) => (one.to[0]! < other.to[0]! ? -1 : 1));
    const text = parts(english!);
    expect(text).toContain('Hello <b>Ann</b>\n\nYour account is ready.');
    expect(text).toContain('<p style="margin:0 0 16px">Hello &lt;b&gt;Ann&lt;/b&gt;</p>');
    expect(text).toContain(`https://mueller.example.com/welcome#token=${CANARY}`);
    expect(text).toContain('background:#aa3300');
    expect(parts(german!)).toContain('Guten Tag Ann');
    expect(header(german!, 'Auto-Submitted')).toBe('auto-generated');
    expect(header(german!, 'From')).toMatch(/^=\?UTF-8\?.*<no-reply@fieldpilot\.example>$/);
  });

  it('gets no header from what people have typed', async () => {
    const name = 'Ann\r\nBcc: all@example.com\r\n\r\nFree watches\u2028\u202e!';
    await queue({ name, locale: 'en' });
    await post.arrives();
    const [received] = post.server.received as [ReceivedMail];
    expect(received.to).toEqual(['ann@example.com']);
    expect(header(received, 'Bcc')).toBeUndefined();
    expect(decodeURIComponent(header(received, 'Subject')!)).toMatch(
      /Ann Bcc: all@example\.com Free watches|=\?UTF-8\?/,
    );
  });

  it.each([
    'a@example.com\r\nRCPT TO:<b@example.com>',
    'a@example.com, b@example.com',
    'Ann <a@example.com>',
    '<a@example.com>',
    'a@example.com b@example.com',
    'group:a@example.com;',
    'nobody',
    `${'a'.repeat(250)}@example.com`,
  ])('is not queued for %j', async (to) => {
    await expect(queue({ to })).rejects.toThrow('one plain address');
    expect(await post.rows()).toEqual([]);
  });

  it('is of no use after its time, and is not sent then', async () => {
    await queue({ validUntil: new Date(Date.now() - 1_000) });
    await post.isMarked('failed');
    expect(await post.row()).toMatchObject({ content: null, due_at: null });
    expect(post.server.received).toEqual([]);
  });

  it('is stored so that nobody can read it who reads the table', async () => {
    post.server.judge = () => 451;
    await queue();
    await post.hasBeenTried();
    expect(JSON.stringify(await post.rows())).not.toContain(CANARY);
    expect(String((await post.row())['content'])).toMatch(/^[\w-]{60,}$/);
    // nor in the row of another mail
    await queue({ to: 'eve@example.com' });
    const other = `(select content from ${post.tenant().schema}.mails where recipient = 'ann@example.com')`;
    await waitUntil(async () => (await post.rows()).every(({ lease }) => lease === null));
    await post.background.database.query(
      `update ${post.tenant().schema}.mails set content = ${other} where recipient = 'eve@example.com'`,
    );
    post.server.judge = () => undefined;
    await post.tryAgain(app);
    expect(post.server.received.map(({ to }) => to)).toEqual([['ann@example.com']]);
  });
});

describe('several processes', () => {
  it('send each mail once', async () => {
    const others = [await post.startWorker(), await post.startWorker()];
    const all = [app, ...others];
    post.server.beforeAccept = () => new Promise((resolve) => setImmediate(resolve));
    const wanted = Array.from({ length: 60 }, (_, each) => ({ to: `a${each}@example.com` }));
    await Promise.all(wanted.map((mail, each) => queue(mail, each % 3, all[each % 3])));
    await waitUntil(async () =>
      (await Promise.all([0, 1, 2].map((n) => post.rows(n)))).flat().every(({ status }) => status === 'sent'),
    );
    const addresses = post.server.received.flatMap(({ to }) => to);
    expect([addresses.length, new Set(addresses).size]).toEqual([60, 60]);
    for (const process of others) await process.close();
  });

  it('send a mail once more, recognisable, whose process died between acceptance and its note', async () => {
    // Somebody else holds the lease by the time the server accepts: what the first process notes then is without effect.
    post.server.beforeAccept = async () => {
      await post.background.database.query(`update ${post.tenant().schema}.mails set lease = gen_random_uuid()`);
    };
    await queue();
    await post.arrives();
    expect(await post.row()).toMatchObject({ status: 'queued' });
    expect(Number((await post.row())['due_in'])).toBeGreaterThan(60);
    post.server.beforeAccept = () => undefined;
    await post.tryAgain(app);
    expect(await post.row()).toMatchObject({ status: 'sent', attempts: 2 });
    const ids = post.server.received.map((mail) => header(mail, 'Message-ID'));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('a mail of the platform', () => {
  const inPlatform = (work: () => Promise<void>) =>
    runAsSystem('test', () => app.get(PlatformUnitOfWork).transactional(work));
  const data = { name: 'Ann', token: CANARY };

  it('goes out at once when its transaction is committed, and never when that is rolled back', async () => {
    const lost = inPlatform(async () => {
      await app.get(PlatformMailer).queue(welcome, { to: 'lost@example.com', data });
      throw new Error('later');
    });
    await expect(lost).rejects.toThrow('later');
    await inPlatform(() => app.get(PlatformMailer).queue(welcome, { to: 'ann@example.com', locale: 'de', data }));
    await post.arrives();
    expect(post.server.received.map(({ to }) => to)).toEqual([['ann@example.com']]);
    expect(header(post.server.received[0]!, 'Subject')).toBe('Willkommen bei FieldPilot, Ann');
    expect(parts(post.server.received[0]!)).toContain(`http://localhost:3000/welcome#token=${CANARY}`);
  });
});

describe('without a server', () => {
  it('mails of all tenants and of the platform are kept, each once, readable by no one without the key', async () => {
    await app.close();
    const keeping = await post.startWorker('');
    await queue({}, 1, keeping);
    await runAsSystem('test', () =>
      keeping.get(PlatformMailer).queue(welcome, { to: 'new@example.com', data: { name: 'New', token: CANARY } }),
    );
    const kept = () => post.background.database.query('select * from kept_mails order by recipient');
    await waitUntil(async () => (await kept()).length === 2);
    await post.isMarked('sent', 1);
    expect(await kept()).toMatchObject([
      { recipient: 'ann@example.com', tenant_id: post.tenant(1).id, template: 'test.welcome' },
      { recipient: 'new@example.com', tenant_id: null },
    ]);
    expect(JSON.stringify(await kept())).not.toContain(CANARY);
    await keeping.close();
  });
});
