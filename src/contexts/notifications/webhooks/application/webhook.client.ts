import { Resolver } from 'node:dns/promises';
import { Agent as HttpAgent, request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIPv6 } from 'node:net';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { isLoopback, isPublicAddress } from '#libs/addresses';
import { AppConfig } from '#libs/config';
import { webhookUrl } from './webhook-url.js';

export interface WebhookAnswer {
  readonly status: number;
  /** The beginning of it. */
  readonly body: string;
  /** In seconds, as the receiver asks for. */
  readonly retryAfter: number | null;
}

/** More is not read: whatever else the receiver sends is of no use. */
const MOST_BYTES = 4_096;
const MOST_HEADER_BYTES = 16_384;
const MOST_RETRY_AFTER = 31 * 86_400;
const LAST_STATUS = 599;

/**
 * Sends to addresses that customers name, and to nothing else but public ones: the name is looked up anew for each connection, which is
 * made to the very address that was checked. Redirects are answers like any other.
 */
@Injectable()
export class WebhookClient implements OnApplicationShutdown {
  private readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };

  constructor(private readonly config: AppConfig) {
    const options = { keepAlive: true, maxFreeSockets: 4, timeout: 10_000 };
    this.agents = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  }

  /** @throws Error with a reason that the customer may read, where no answer came */
  async post(
    address: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<WebhookAnswer> {
    const url = new URL(webhookUrl(address, this.config.webhooksToLoopback));
    const answer = await this.answerOf(url, headers, body, signal);
    if (answer.statusCode! > LAST_STATUS) {
      answer.destroy();
      throw new Error('The receiver does not answer as HTTP has it.');
    }
    const text = await beginningOf(answer);
    return { status: answer.statusCode!, body: text, retryAfter: retryAfterOf(answer) };
  }

  onApplicationShutdown(): void {
    this.agents.http.destroy();
    this.agents.https.destroy();
  }

  private answerOf(
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const isSecure = url.protocol === 'https:';
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: isSecure ? this.agents.https : this.agents.http,
      maxHeaderSize: MOST_HEADER_BYTES,
      lookup: (host, { all }, found) => {
        this.addressesOf(host, signal).then(
          (addresses) => (all ? found(null, addresses) : found(null, addresses[0]!.address, addresses[0]!.family)),
          (error: Error) => found(error, ''),
        );
      },
      signal,
    };
    return new Promise((resolve, reject) => {
      const request = (isSecure ? requestHttps : requestHttp)(url, options, resolve);
      request.on('error', (error: NodeJS.ErrnoException) => {
        if (signal.aborted) reject(signal.reason as Error);
        // the receiver closed a connection that was kept open, at the moment when it was used again
        else if (request.reusedSocket && error.code === 'ECONNRESET')
          resolve(this.answerOf(url, headers, body, signal));
        else reject(readable(error));
      });
      request.end(body);
    });
  }

  /** Of all that the name leads to, only public ones: none where one of them is not. */
  private async addressesOf(host: string, signal: AbortSignal): Promise<{ address: string; family: number }[]> {
    const { webhooksToLoopback: toLoopback, dnsServers } = this.config;
    if (toLoopback && host === 'localhost') return [{ address: '127.0.0.1', family: 4 }];
    const resolver = new Resolver({ timeout: 2_000, tries: 2 });
    if (dnsServers.length > 0) resolver.setServers(dnsServers);
    signal.addEventListener('abort', () => resolver.cancel(), { once: true });
    const found = await Promise.all([resolver.resolve4(host).catch(() => []), resolver.resolve6(host).catch(() => [])]);
    const addresses = found.flat();
    const isAllowed = (address: string) => isPublicAddress(address) || (toLoopback && isLoopback(address));
    // the same answer for both: whether an inner name exists is nobody's business
    if (addresses.length === 0 || !addresses.every(isAllowed)) throw new Error(notPublic);
    return addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  }
}

const notPublic = 'The name leads to no public address.';

/** Texts of network errors name addresses; their codes say enough. */
function readable(error: NodeJS.ErrnoException): Error {
  if (error.message === notPublic) return error;
  return new Error(`The connection failed (${error.code ?? 'no answer'}).`);
}

/** Breaking off closes the connection. */
async function beginningOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= MOST_BYTES) break;
    }
  } catch {
    // the status has arrived, which is what counts
  }
  const text = Buffer.concat(chunks).subarray(0, MOST_BYTES).toString('utf8');
  return text.replace(/(?![\t\n\r])\p{Cc}/gu, '\u{FFFD}');
}

/** Seconds, or a time. */
function retryAfterOf({ headers }: IncomingMessage): number | null {
  const text = headers['retry-after'];
  if (text === undefined) return null;
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1_000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, MOST_RETRY_AFTER) : null;
}
