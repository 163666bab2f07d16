import { jest } from '@jest/globals';
import { Logger, type INestApplicationContext } from '@nestjs/common';
import { waitUntil } from '#libs/testing';
import { MailSender } from '../../../libs/mail/sender/mail-sender.js';
import { startSmtpServer } from '../../support/smtp-server.js';
import { MailPost, queueFor, type WantedMail } from './mail-post.js';

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

describe('a server that refuses', () => {
  it('an address: it is given up, the others go out', async () => {
    post.server.judge = (recipient) => (recipient.startsWith('nobody') ? 550 : undefined);
    for (const to of ['a@example.com', 'nobody@example.com', 'z@example.com']) await queue({ to });
    await post.arrives(2);
    await waitUntil(async () => (await post.rows()).every(({ due_at }) => due_at === null));
    expect((await post.rows()).map(({ status, attempts }) => [status, attempts])).toEqual([
      ['sent', 1],
      ['failed', 1],
      ['sent', 1],
    ]);
    expect((await post.rows())[1]).toMatchObject({ content: null, last_error: expect.stringContaining('550') });
  });

  it.each([
    ['the address', () => (post.server.judge = () => 451)],
    ['the text', () => (post.server.beforeAccept = () => 452)],
  ])('%s for now: it is tried again, later each time', async (_, refuses) => {
    refuses();
    await queue();
    await waitUntil(async () => Number((await post.row())['due_in']) > 15 && (await post.row())['lease'] === null);
    expect(Number((await post.row())['due_in'])).toBeLessThanOrEqual(30);
    await post.tryAgain(app);
    expect(await post.row()).toMatchObject({
      status: 'queued',
      attempts: 2,
      last_error: expect.stringMatching(/^45[12]/),
    });
    expect(Number((await post.row())['due_in'])).toBeGreaterThan(45);
    post.server.judge = () => undefined;
    post.server.beforeAccept = () => undefined;
    await post.tryAgain(app);
    expect(await post.row()).toMatchObject({ status: 'sent', attempts: 3, last_error: null });
    expect(post.server.received).toHaveLength(1);
  });

  it('the text for good: it is given up', async () => {
    post.server.beforeAccept = () => 554;
    await queue();
    await post.isMarked('failed');
    expect(await post.row()).toMatchObject({ attempts: 1 });
  });

  it('for a day: it is given up', async () => {
    post.server.judge = () => 451;
    await queue();
    await post.hasBeenTried();
    await post.background.database.query(`update ${post.tenant().schema}.mails set attempts = 29`);
    await post.tryAgain(app);
    expect(await post.row()).toMatchObject({ status: 'failed', attempts: 30, content: null });
  });

  it('says so in no line of the log with the address or what the mail says', async () => {
    const lines: unknown[] = [];
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation((line) => void lines.push(line));
    post.server.judge = () => 550;
    await queue({ to: 'secretive@example.com' });
    await post.isMarked('failed');
    warn.mockRestore();
    expect(lines.join('\n')).toMatch(/^Mail [\w-]+ \(test\.welcome\) is given up, attempt 1: EENVELOPE RCPT TO 550$/);
  });
});

describe('a connection', () => {
  it('that breaks while the mail is handed over: it is tried again', async () => {
    post.server.beforeAccept = () => {
      post.server.drop();
      return new Promise(() => undefined);
    };
    await queue();
    await post.hasBeenTried();
    expect(await post.row()).toMatchObject({ status: 'queued' });
    post.server.beforeAccept = () => undefined;
    await post.tryAgain(app);
    expect(await post.row()).toMatchObject({ status: 'sent', attempts: 2 });
    expect(post.server.received).toHaveLength(1);
  });

  it('that nobody accepts, or that refuses the sender or the credential, costs no mail', async () => {
    const other = await startSmtpServer();
    const process = await post.startWorker(other.url);
    await app.close();
    await other.close();
    await queue({}, 0, process);
    await post.hasBeenTried();
    expect(await post.row()).toMatchObject({ status: 'queued', last_error: expect.stringContaining('ECONNREFUSED') });
    await process.close();
    const strict = await startSmtpServer({
      onMailFrom: (_address, _session, done) => done(Object.assign(new Error('not you'), { responseCode: 553 })),
    });
    const refused = await post.startWorker(strict.url);
    await post.tryAgain(refused);
    expect(await post.row()).toMatchObject({ status: 'queued', last_error: expect.stringContaining('553') });
    await refused.close();
    app = await post.startWorker();
    await post.tryAgain(app);
    expect(await post.row()).toMatchObject({ status: 'sent' });
  });

  it('without encryption carries no password', async () => {
    const auths: unknown[] = [];
    const open = await startSmtpServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username }, _session, done) => {
        auths.push(username);
        done(null, { user: username });
      },
    });
    await app.close();
    const process = await post.startWorker(open.url.replace('//', '//user:pass@'));
    await queue({}, 0, process);
    await post.hasBeenTried();
    expect(await post.row()).toMatchObject({ status: 'queued', last_error: expect.not.stringContaining('pass@') });
    expect([auths, open.received]).toEqual([[], []]);
    await process.close();
    app = await post.startWorker();
  });

  it('that hangs is ended after a time, and the mail tried again', async () => {
    const sender = app.get(MailSender);
    Object.assign(sender, { timeLimitMs: 300 });
    post.server.beforeAccept = () => new Promise(() => undefined);
    await queue();
    await post.hasBeenTried();
    Object.assign(sender, { timeLimitMs: 60_000 });
    post.server.beforeAccept = () => undefined;
    await post.tryAgain(app);
    expect(await post.row()).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('that is slow holds up neither other tenants nor the tenant’s other mails', async () => {
    let release!: () => void;
    const held = new Promise<void>((resolve) => (release = resolve));
    post.server.beforeAccept = ({ to }) => (to[0]!.startsWith('slow') ? held : undefined);
    await queue({ to: 'slow@example.com' }, 0);
    await waitUntil(async () => (await post.row())['lease'] !== null);
    await queue({ to: 'quick@example.com' }, 1);
    await post.isMarked('sent', 1);
    await queue({ to: 'a@example.com' }, 0);
    await waitUntil(async () => (await post.rows())[0]!['status'] === 'sent');
    expect((await post.rows())[1]).toMatchObject({ status: 'queued', recipient: 'slow@example.com' });
    release();
    await waitUntil(async () => (await post.rows())[1]!['status'] === 'sent');
  });
});
