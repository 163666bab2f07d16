import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { closesAtEnd } from '#libs/testing';

/** The texts of a name, or what is wrong with its server. */
export type Zone = Record<string, readonly string[] | 'fails' | 'is silent'>;

export interface DnsServer {
  /** Names without an entry do not exist. */
  readonly zone: Zone;
  /** Addresses of names, the next list at each question for it; the last one stays. Names without an entry do not exist. */
  readonly hosts: Record<string, readonly (readonly string[])[]>;
  /** Names that were asked for. */
  readonly asked: string[];
  /** As DNS_SERVERS takes it. */
  readonly address: string;
}

const A = 1;
const AAAA = 28;
const NXDOMAIN = 3;
const SERVFAIL = 2;

/** Answers questions for TXT records and addresses by UDP, on a free port. */
export async function startDnsServer(): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const zone: Zone = {};
  const hosts: DnsServer['hosts'] = {};
  const asked: string[] = [];
  const questions = new Map<string, number>();
  const addressesOf = (name: string, type: number): readonly string[] | undefined => {
    const lists = hosts[name];
    const count = questions.get(`${type} ${name}`) ?? 0;
    questions.set(`${type} ${name}`, count + 1);
    return lists?.[Math.min(count, lists.length - 1)]?.filter((each) => isIP(each) === (type === A ? 4 : 6));
  };
  socket.on('message', (query, { port, address }) => {
    const { name, type, end } = questionOf(query);
    asked.push(name);
    const question = query.subarray(0, end);
    if (type === A || type === AAAA)
      return socket.send(reply(question, addressesOf(name, type), addressRecord), port, address);
    const answer = zone[name];
    if (answer !== 'is silent') socket.send(reply(question, answer, record), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  closesAtEnd(() => closed(socket));
  return { zone, hosts, asked, address: `127.0.0.1:${socket.address().port}` };
}

async function closed(socket: Socket): Promise<void> {
  socket.close();
  await once(socket, 'close');
}

/** The name, in lower case, and where the question ends. */
function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function reply(
  query: Buffer,
  answer: readonly string[] | 'fails' | undefined,
  recordOf: (text: string) => Buffer,
): Buffer {
  const texts = Array.isArray(answer) ? (answer as readonly string[]) : [];
  const code = answer === 'fails' ? SERVFAIL : answer === undefined ? NXDOMAIN : 0;
  const head = Buffer.from(query);
  head.writeUInt16BE(0x8180 | code, 2);
  for (const [at, count] of [1, texts.length, 0, 0].entries()) head.writeUInt16BE(count, 4 + 2 * at);
  return Buffer.concat([head, ...texts.map(recordOf)]);
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

/** A or AAAA, class IN, of the name in the question, for no longer than now. */
function addressRecord(address: string): Buffer {
  const isV4 = isIP(address) === 4;
  const data = isV4 ? Buffer.from(address.split('.').map(Number)) : bytesOfV6(address);
  const head = Buffer.from([0xc0, 12, 0, isV4 ? A : AAAA, 0, 1, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function bytesOfV6(address: string): Buffer {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = '', after] = canonical.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const tail = after === undefined ? [] : groups(after);
  const zeros = Array<string>(8 - groups(before).length - tail.length).fill('0');
  return Buffer.from([...groups(before), ...zeros, ...tail].map((each) => each.padStart(4, '0')).join(''), 'hex');
}
