import { createConnection, type Socket } from 'node:net';

const CONNECTIONS = 32;
const HEAD_END = '\r\n\r\n';
const nothing = Buffer.alloc(0);

/** Written once, sent as it is: the generator shares the machine with what it measures, so it must cost next to nothing. */
export function request(method: string, path: string, token: string, body?: object): Buffer {
  const text = body ? JSON.stringify(body) : '';
  const head = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'User-Agent: fieldpilot-bench',
    'Accept: application/json',
    `Authorization: Bearer ${token}`,
    ...(body ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`] : []),
  ];
  return Buffer.from(`${head.join('\r\n')}${HEAD_END}${text}`);
}

/** Requests answered per second over 32 keep-alive connections. Any answer but 2xx ends the benchmark: it measures nothing then. */
export async function requestsPerSecond(port: number, seconds: number, requests: readonly Buffer[]): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  const start = performance.now();
  const lanes = Array.from({ length: CONNECTIONS }, (_, lane) => new Lane(port, requests, lane).run(until));
  const answered = await Promise.all(lanes);
  return answered.reduce((sum, count) => sum + count, 0) / ((performance.now() - start) / 1_000);
}

/** One connection: the next request goes out when the answer before has come in whole. */
class Lane {
  private answered = 0;
  /** Bytes of the answer's body still to come. */
  private missing = 0;
  private head: Buffer = nothing;

  constructor(
    private readonly port: number,
    private readonly requests: readonly Buffer[],
    private readonly lane: number,
  ) {}

  run(until: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const socket = createConnection(this.port, '127.0.0.1');
      const fail = (error: Error): void => {
        socket.destroy();
        reject(error);
      };
      socket.setNoDelay(true);
      socket.on('connect', () => this.send(socket));
      socket.on('error', fail);
      socket.on('close', () => fail(new Error('The server closed the connection.')));
      socket.on('data', (chunk) => {
        try {
          if (!this.completes(chunk)) return;
        } catch (error) {
          return fail(error as Error);
        }
        this.answered += 1;
        if (performance.now() < until) return this.send(socket);
        resolve(this.answered);
        socket.destroy();
      });
    });
  }

  private send(socket: Socket): void {
    socket.write(this.requests[(this.answered * CONNECTIONS + this.lane) % this.requests.length]!);
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
