import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { closesAtEnd } from '#libs/testing';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and text as they came over the wire. */
  readonly raw: string;
}

export interface TestSmtpServer {
  /** As SMTP_URL takes it. */
  readonly url: string;
  /** Accepted mails, in order. */
  readonly received: ReceivedMail[];
  /** Called for each RCPT; a number is the code of a refusal. */
  judge: (recipient: string) => number | undefined;
  /** Called before a mail is accepted; may wait, or refuse with a number. */
  beforeAccept: (mail: ReceivedMail) => Promise<number | void> | number | void;
  /** Ends every open connection without a word. */
  drop(): void;
  close(): Promise<void>;
}

/** A server that speaks SMTP on a free port of this machine. */
export async function startSmtpServer(options: SMTPServerOptions & { port?: number } = {}): Promise<TestSmtpServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, done) => done(refusal(test.judge(address))),
    onData: (stream, session, done) => {
      const accept = async (): Promise<void> => {
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo.map(({ address }) => address);
        const mail = { from: mailFrom ? mailFrom.address : '', to, raw: await text(stream) };
        const code = await test.beforeAccept(mail);
        if (code === undefined) test.received.push(mail);
        done(refusal(code as number | undefined));
      };
      accept().catch((error: Error) => done(error));
    },
    ...options,
  });
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('error', () => undefined);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const test: TestSmtpServer = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received: [],
    judge: () => undefined,
    beforeAccept: () => undefined,
    drop: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: closesAtEnd(() => new Promise((resolve) => server.close(() => resolve()))),
  };
  return test;
}

function refusal(code: number | undefined): Error | null {
  return code === undefined ? null : Object.assign(new Error('not now, not here'), { responseCode: code });
}
