import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { closesAtEnd } from '#libs/testing';

export interface ReceivedEvent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it came over the wire. */
  readonly body: string;
}

export interface WebhookReceiver {
  /** `http://localhost:<port>` */
  readonly url: string;
  readonly port: number;
  /** In the order in which they came. */
  readonly received: ReceivedEvent[];
  /** How to answer; 204 by default. */
  answer: (response: ServerResponse, event: ReceivedEvent) => unknown;
  /** What came to this path. */
  at(path: string): ReceivedEvent[];
}

/** Takes events on a free port of this machine. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closesAtEnd(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    url: `http://localhost:${port}`,
    port,
    received: [],
    answer: (response) => response.writeHead(204).end(),
    at: (path) => receiver.received.filter((event) => event.path === path),
  };
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = request.headers as Record<string, string>;
    const event = { path: request.url!, headers, body: await text(request) };
    receiver.received.push(event);
    response.on('error', () => undefined);
    await receiver.answer(response, event);
  }
  return receiver;
}
