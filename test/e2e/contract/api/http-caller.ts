import { Agent, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

export interface RawRequest {
  readonly method: string;
  /** With the query, escaped. */
  readonly path: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Undefined for an empty body, or one that is no JSON. */
  // bodies of responses are untyped
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly json: any;
}

/** The status, of bulk requests the worst of their items. */
export function outcome({ status, json }: Answer): number {
  if (status !== 207) return status;
  return Math.max(...(json.items as { status: number }[]).map((item) => item.status));
}

/** Longer than any request may take, shorter than the limit of a test. */
const PATIENCE_MS = 10_000;

/** An HTTP client without checks of its own: it sends any header and any bytes. */
export class HttpCaller {
  private readonly agent: Agent;
  private readonly url: URL;

  constructor(baseUrl: string, atOnce = 8) {
    this.url = new URL(baseUrl);
    this.agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  }

  send({ method, path, headers = {}, body }: RawRequest): Promise<Answer> {
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const { hostname, port } = this.url;
    return new Promise((resolve, reject) => {
      const options = { hostname, port, method, path, headers: { ...length, ...headers }, agent: this.agent };
      const sent = request(options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: incoming.statusCode!, headers: incoming.headers, text, json: parse(text) });
        });
      });
      sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error(`${method} ${path.slice(0, 200)} does not end`)));
      // a server may respond and close before it has read a body that it refuses; then the response counts
      sent.on('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
