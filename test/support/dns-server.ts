import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { closesAtEnd } from '#libs/testing';

/** The texts of a name, or what is wrong with its server. */
export type Zone = Record<string, readonly string[] | 'fails' | 'is silent'>;

export interface DnsServer {
  /** Names without an entry do not exist. */
  readonly zone: Zone;
  /** Names that were asked for. */
  readonly asked: string[];
  /** As DNS_SERVERS takes it. */
  readonly address: string;
}

const NXDOMAIN = 3;
const SERVFAIL = 2;

/** Answers questions for TXT records by UDP, on a free port. */
export async function startDnsServer(): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const zone: Zone = {};
  const asked: string[] = [];
  socket.on('message', (query, { port, address }) => {
    const { name, end } = questionOf(query);
    asked.push(name);
    const answer = zone[name];
    if (answer !== 'is silent') socket.send(reply(query.subarray(0, end), answer), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  closesAtEnd(() => closed(socket));
  return { zone, asked, address: `127.0.0.1:${socket.address().port}` };
}

async function closed(socket: Socket): Promise<void> {
  socket.close();
  await once(socket, 'close');
}

/** The name, in lower case, and where the question ends. */
function questionOf(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 5 };
}

function reply(query: Buffer, answer: readonly string[] | 'fails' | undefined): Buffer {
  const texts = Array.isArray(answer) ? (answer as readonly string[]) : [];
  const code = answer === 'fails' ? SERVFAIL : answer === undefined ? NXDOMAIN : 0;
  const head = Buffer.from(query);
  head.writeUInt16BE(0x8180 | code, 2);
  for (const [at, count] of [1, texts.length, 0, 0].entries()) head.writeUInt16BE(count, 4 + 2 * at);
  return Buffer.concat([head, ...texts.map(record)]);
}

/** TXT, class IN, of the name in the question; in parts of at most 255 bytes. */
function record(text: string): Buffer {
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length || at === 0; at += 255) {
    const part = bytes.subarray(at, at + 255);
    parts.push(Buffer.from([part.length]), part);
  }
  const data = Buffer.concat(parts);
  const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
