import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Stripe } from 'stripe';
import { closesAtEnd } from '#libs/testing';
import { callOf, unknownParameter } from './known-parameters.js';
import { calls } from './stripe-calls.js';
import type { EventRecord, SignedEvent } from './stripe-records.js';
import { RefusedByStripe, StripeState } from './stripe-state.js';

/** How it answers when it is not well. */
export type Illness = 'error' | 'limited' | 'slow' | 'silent' | 'junk';

export interface StripeStandIn {
  readonly state: StripeState;
  /** Of an application that talks to it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly [present: string, former: string];
  /** The calls that came, such as `POST /v1/customers`. */
  readonly received: string[];
  illness: Illness | undefined;
  sign(event: EventRecord | object, options?: { readonly secret?: string; readonly secondsAgo?: number }): SignedEvent;
}

interface Kept {
  readonly request: string;
  readonly status: number;
  readonly body: string;
}

let latest: StripeStandIn | undefined;

/** The one that was started last. */
export function currentStripe(): StripeStandIn {
  if (!latest) throw new Error('Nobody stands in for Stripe: begin with startStripeStandIn().');
  return latest;
}

/** A server that answers as Stripe does, for the calls that the product makes, and refuses parameters that Stripe does not know. */
export async function startStripeStandIn(): Promise<StripeStandIn> {
  const secretKey = `sk_test_${randomBytes(16).toString('hex')}`;
  const secrets = [`whsec_${randomBytes(16).toString('hex')}`, `whsec_${randomBytes(16).toString('hex')}`] as const;
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closesAtEnd(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  const kept = new Map<string, Kept>();
  const standIn: StripeStandIn = {
    state: new StripeState(),
    environment: {
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRETS: secrets.join(','),
      STRIPE_API_BASE: `http://127.0.0.1:${port}`,
    },
    secrets,
    received: [],
    illness: undefined,
    sign: (event, { secret = secrets[0], secondsAgo = 0 } = {}) => {
      const body = JSON.stringify(event);
      const timestamp = Math.floor(Date.now() / 1_000) - secondsAgo;
      return {
        body,
        signature: new Stripe(secretKey).webhooks.generateTestHeaderString({ payload: body, secret, timestamp }),
      };
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, 'http://stripe');
    const body = await text(request);
    const form = request.method === 'GET' ? searchParams : new URLSearchParams(body);
    standIn.received.push(`${request.method} ${pathname}`);
    response.on('error', () => undefined);
    response.setHeader('Content-Type', 'application/json');
    if (standIn.illness) return beIll(standIn.illness, response);
    const { authorization, 'stripe-version': version, 'idempotency-key': key } = request.headers;
    if (authorization !== `Bearer ${secretKey}`) return refuse(response, 401, 'Invalid API Key provided');
    if (version !== '2026-10-28.endive') return refuse(response, 400, `Invalid Stripe API version: ${String(version)}`);
    const found = callOf(request.method!, pathname);
    if (!found) return refuse(response, 404, `Unrecognized request URL (${request.method} ${pathname}).`);
    const described = `${found.call} ${found.id} ${body}`;
    const before = typeof key === 'string' ? kept.get(key) : undefined;
    if (before && before.request !== described)
      return refuse(response, 400, 'Keys for idempotent requests …', 'idempotency_error');
    const { status, body: said } = before ?? outcome(found.call, found.id, form);
    if (typeof key === 'string') kept.set(key, { request: described, status, body: said });
    response.writeHead(status).end(said);
  }

  function outcome(call: string, id: string, form: URLSearchParams): { status: number; body: string } {
    const unknown = unknownParameter(call, form);
    if (unknown !== undefined)
      return {
        status: 400,
        body: errorBody(`Received unknown parameter: ${unknown}`, 'invalid_request_error', unknown),
      };
    try {
      return { status: 200, body: JSON.stringify(calls[call]!(standIn.state, form, id)) };
    } catch (error) {
      if (!(error instanceof RefusedByStripe)) throw error;
      return { status: 400, body: errorBody(error.message, 'invalid_request_error', error.param) };
    }
  }
  return (latest = standIn);
}

function errorBody(message: string, type = 'invalid_request_error', param?: string): string {
  return JSON.stringify({ error: { type, message, ...(param !== undefined && { param }) } });
}

function refuse(response: ServerResponse, status: number, message: string, type?: string): void {
  response.writeHead(status).end(errorBody(message, type));
}

function beIll(illness: Illness, response: ServerResponse): void {
  if (illness === 'error') refuse(response, 500, 'Something is wrong at Stripe.', 'api_error');
  else if (illness === 'limited') refuse(response, 429, 'Too many requests.', 'rate_limit_error');
  else if (illness === 'junk') response.writeHead(200).end('<html>maintenance</html>');
  // byte by byte, so that the connection is never idle
  else if (illness === 'slow') {
    response.writeHead(200);
    const drip = setInterval(() => response.write(' '), 100);
    response.on('close', () => clearInterval(drip));
  }
}
