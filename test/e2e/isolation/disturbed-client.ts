import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { waitUntil, type TestDatabase } from '#libs/testing';
import { aWorkOrder } from '../../builders/work-orders/work-order.builder.js';
import type { Operation } from '../contract/api/described-api.js';
import { HttpCaller, type Answer } from '../contract/api/http-caller.js';
import { pathWith, type Ids, type Stage } from '../contract/api/stage.js';

/** A tenant, and the writes that were confirmed to its clients. */
export interface Side {
  readonly stage: Stage;
  readonly own: string;
  readonly foreign: string;
  /** Reads with the ids to call them on: both tenants have rows of these ids. */
  readonly reads: readonly { readonly operation: Operation; readonly ids: Ids; readonly showsOwn: boolean }[];
  readonly equipmentId: string;
  /** A facility for each client to change; of the same ids in both tenants. */
  readonly facilities: readonly string[];
  /** Titles by id. */
  readonly made: Map<string, string>;
}

export interface Seen {
  readonly wrong: string[];
  readonly statuses: Map<number, number>;
  calls: number;
  aborted: number;
  terminated: number;
  cancelled: number;
}

export const nothingSeen = (): Seen => ({
  wrong: [],
  statuses: new Map(),
  calls: 0,
  aborted: 0,
  terminated: 0,
  cancelled: 0,
});

/** One client of one tenant, which does one thing after the other. */
export class Client {
  private readonly http: HttpCaller;
  /** The client's copy of the facility that only it changes. */
  private version: string | undefined;
  private possibleNames: string[] = [];

  constructor(
    private readonly side: Side,
    private readonly index: number,
    private readonly seen: Seen,
  ) {
    this.http = new HttpCaller(side.stage.tenant.testApp.baseUrl, 1);
  }

  async work(times: number): Promise<void> {
    for (let n = 0; n < times; n += 1) await this.step(n);
    this.version = undefined;
    await this.change('');
    this.http.close();
  }

  private async step(n: number): Promise<void> {
    const kind = (n + this.index) % 10;
    if (kind < 4) return this.read(n);
    if (kind < 6) return this.create(n);
    if (kind < 8) return this.change(`${this.side.own} ${this.index} ${n}`);
    return kind === 8 ? this.beRefused(n) : this.giveUp(n);
  }

  private async read(n: number): Promise<void> {
    const { operation, ids, showsOwn } = this.side.reads[(n * 7 + this.index) % this.side.reads.length]!;
    const { status, text } = await this.call('GET', pathWith(operation.path, ids), [200]);
    if (status === 200 && showsOwn && !text.includes(this.side.own))
      this.complain(`${operation.id} without ${this.side.own}`);
  }

  private async create(n: number): Promise<void> {
    const title = `${this.side.own} made by ${this.index} at ${n}`;
    const { status, json } = await this.call('POST', '/v1/work-orders', [201], this.order(title));
    if (status === 201) this.side.made.set(json.id, json.title);
    if (status === 201 && json.title !== title) this.complain(`${title} is answered as ${json.title}`);
  }

  /** Only this client changes the row, so it must contain the last confirmed name, or one sent since. */
  private async change(name: string): Promise<void> {
    const path = `/v1/facilities/${this.side.facilities[this.index]}`;
    if (this.version === undefined) {
      const { status, json, headers } = await this.call('GET', path, [200]);
      if (status !== 200) return;
      if (this.possibleNames.length > 0 && !this.possibleNames.includes(json.name))
        this.complain(`a lost write: ${json.name} instead of ${this.possibleNames.join(' or ')}`);
      this.version = headers.etag!;
      this.possibleNames = [json.name];
    }
    if (name === '') return;
    const answer = await this.call('PATCH', path, [200], { name }, { 'If-Match': this.version });
    this.version = answer.status === 200 ? answer.headers.etag : undefined;
    this.possibleNames = answer.status === 200 ? [name] : [...this.possibleNames, name];
  }

  private async beRefused(n: number): Promise<void> {
    const facility = `/v1/facilities/${this.side.facilities[this.index]}`;
    const refusals = [
      () => this.call('GET', `/v1/work-orders/${randomUUID()}`, [404]),
      () => this.call('GET', '/v1/work-orders?limit=none', [400]),
      () => this.call('PATCH', facility, [412], { name: 'never' }, { 'If-Match': '"999999"' }),
      () => this.call('POST', '/v1/work-orders', [422], { ...this.order('never'), equipmentId: randomUUID() }),
    ];
    await refusals[Math.floor(n / 10) % refusals.length]!();
  }

  /** Disconnects within milliseconds: before, during or after the request. */
  private giveUp(n: number): Promise<void> {
    const { hostname, port } = new URL(this.side.stage.tenant.testApp.baseUrl);
    const isWrite = n % 20 < 10;
    const body = JSON.stringify(this.order(`${this.side.own} abandoned by ${this.index} at ${n}`));
    const method = isWrite ? 'POST' : 'GET';
    const sent = request({
      hostname,
      port,
      method,
      path: '/v1/work-orders',
      headers: this.headers(isWrite),
      agent: false,
    });
    this.seen.aborted += 1;
    return new Promise((resolve) => {
      sent.once('close', resolve).on('error', () => undefined);
      sent.on('response', (incoming) => incoming.resume());
      setTimeout(() => sent.destroy(), n % 13);
      sent.end(isWrite ? body : undefined);
    });
  }

  private order(title: string): object {
    return { ...aWorkOrder({ title }), equipmentId: this.side.equipmentId };
  }

  private async call(
    method: string,
    path: string,
    expected: number[],
    body?: object,
    more: object = {},
  ): Promise<Answer> {
    const text = body && JSON.stringify(body);
    const answer = await this.http.send({
      method,
      path,
      headers: { ...this.headers(body !== undefined), ...more },
      body: text,
    });
    const { status } = answer;
    this.seen.calls += 1;
    this.seen.statuses.set(status, (this.seen.statuses.get(status) ?? 0) + 1);
    if (![...expected, 503].includes(status))
      this.complain(`${method} ${path}: ${status} ${answer.text.slice(0, 500)}`);
    if (answer.text.includes(this.side.foreign)) this.complain(`${method} ${path} shows ${this.side.foreign}`);
    return answer;
  }

  private headers(hasBody: boolean): Record<string, string> {
    return { Authorization: `Bearer ${this.side.stage.token}`, ...(hasBody && { 'Content-Type': 'application/json' }) };
  }

  private complain(what: string): void {
    this.seen.wrong.push(`client ${this.index} of ${this.side.own}: ${what}`);
  }
}

/** Cancels statements and ends connections of the pool at intervals, while there is work. */
export async function disturb(database: TestDatabase, seen: Seen, isOver: () => boolean): Promise<void> {
  for (let round = 1; !isOver(); round += 1) {
    const { calls } = seen;
    await waitUntil(async () => isOver() || seen.calls >= calls + 15, { timeoutMs: 60_000, what: 'an answer' });
    const act = round % 3 === 0 ? 'pg_terminate_backend' : 'pg_cancel_backend';
    const hit = await database.query(
      `select ${act}(pid) from pg_stat_activity where application_name = 'fieldpilot' and datname = current_database()`,
    );
    if (act === 'pg_terminate_backend') seen.terminated += hit.length;
    else seen.cancelled += hit.length;
  }
}
