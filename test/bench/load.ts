import { createConnection, type Socket } from 'node:net';

const CONNECTIONS = 32;
const HEAD_END = '\r\n\r\n';
const nothing = Buffer.alloc(0);

/** Serialised once and sent unchanged: the load generator shares the machine with the server it measures, so it must use little CPU. */
export function request(method: string, path: string, token: string, body?: object, host = '127.0.0.1'): Buffer {
  const text = body ? JSON.stringify(body) : '';
  const head = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    'User-Agent: fieldpilot-bench',
    'Accept: application/json',
    `Authorization: Bearer ${token}`,
    ...(body ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`] : []),
  ];
  return Buffer.from(`${head.join('\r\n')}${HEAD_END}${text}`);
}

/** What was measured over a period. */
export interface Load {
  readonly perSecond: number;
  /** 99th percentile of the response times in milliseconds. */
  readonly p99: number;
}

/** Sends requests over keep-alive connections, 32 unless told otherwise. A status other than 2xx fails the benchmark, because its figures would mean nothing. */
export async function load(
  port: number,
  seconds: number,
  requests: readonly Buffer[],
  count = CONNECTIONS,
): Promise<Load> {
  const start = performance.now();
  const until = start + seconds * 1_000;
  const connections = Array.from({ length: count }, (_, index) => new LoadConnection(port, requests, index).run(until));
  const durations = (await Promise.all(connections)).flat().sort((a, b) => a - b);
  const perSecond = durations.length / ((performance.now() - start) / 1_000);
  return { perSecond, p99: durations[Math.ceil(durations.length * 0.99) - 1]! };
}

export async function requestsPerSecond(port: number, seconds: number, requests: readonly Buffer[]): Promise<number> {
  return (await load(port, seconds, requests)).perSecond;
}

/** One connection, which sends its next request when it has received the whole previous response. */
class LoadConnection {
  /** Response times in milliseconds. */
  private readonly durations: number[] = [];
  private sentAt = 0;
  /** Bytes of the current response body that are still to be received. */
  private missing = 0;
  private head: Buffer = nothing;

  constructor(
    private readonly port: number,
    private readonly requests: readonly Buffer[],
    private readonly index: number,
  ) {}

  run(until: number): Promise<number[]> {
    return new Promise((resolve, reject) => {
      const socket = createConnection(this.port, '127.0.0.1');
      const fail = (error: Error): void => {
        socket.destroy();
        reject(error);
      };
      socket.setNoDelay(true);
      socket.on('connect', () => this.send(socket, performance.now()));
      socket.on('error', fail);
      socket.on('close', () => fail(new Error('The server closed the connection.')));
      socket.on('data', (chunk) => {
        try {
          if (!this.completes(chunk)) return;
        } catch (error) {
          return fail(error as Error);
        }
        const now = performance.now();
        this.durations.push(now - this.sentAt);
        if (now < until) return this.send(socket, now);
        resolve(this.durations);
        socket.destroy();
      });
    });
  }

  private send(socket: Socket, now: number): void {
    this.sentAt = now;
    socket.write(this.requests[(this.durations.length * CONNECTIONS + this.index) % this.requests.length]!);
  }

  private completes(chunk: Buffer): boolean {
    if (this.missing > 0) {
      this.missing -= chunk.length;
      return this.missing === 0;
    }
    const answer = this.head.length === 0 ? chunk : Buffer.concat([this.head, chunk]);
    const end = answer.indexOf(HEAD_END);
    if (end < 0) {
      this.head = answer;
      return false;
    }
    this.head = nothing;
    this.missing =
      bodyLength(answer.toString('latin1', 0, end + HEAD_END.length)) - (answer.length - end - HEAD_END.length);
    return this.missing === 0;
  }
}

function bodyLength(head: string): number {
  if (!head.startsWith('HTTP/1.1 2')) throw new Error(`A request failed: ${head}`);
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer has no length: ${head}`);
  return Number(length);
}
