import { runInTenant } from '#libs/request-context';
import {
  createTestApp,
  provisionTestTenant,
  waitUntil,
  type HttpClient,
  type TestApp,
  type TestTenant,
} from '#libs/testing';
import { WebhookSenderService } from '../../../src/contexts/notifications/webhooks/application/webhook-sender.service.js';
import { SendWebhooksJob } from '../../../src/contexts/notifications/webhooks/jobs/send-webhooks.job.js';
import { startDnsServer, type DnsServer } from '../../support/dns-server.js';
import { startWebhookReceiver, type ReceivedEvent, type WebhookReceiver } from '../../support/webhook-receiver.js';

export interface AddedWebhook {
  readonly id: string;
  readonly path: string;
  readonly secret: string;
  readonly version: number;
}

/** An application, an account with an administrator, and a receiver of its events on this machine. */
export class WebhookDesk {
  private count = 0;

  private constructor(
    readonly testApp: TestApp,
    readonly tenant: TestTenant,
    readonly admin: HttpClient,
    readonly receiver: WebhookReceiver,
    readonly dns: DnsServer,
  ) {}

  static async open(): Promise<WebhookDesk> {
    const [dns, receiver] = await Promise.all([startDnsServer(), startWebhookReceiver()]);
    const environment = { WEBHOOKS_TO_LOOPBACK: 'on', DNS_SERVERS: dns.address, RATE_LIMITS: 'off' };
    const testApp = await createTestApp({ environment });
    Object.assign(testApp.get(WebhookSenderService), { timeLimitMs: 500 });
    const tenant = await provisionTestTenant(testApp);
    return new WebhookDesk(testApp, tenant, await tenant.as('admin'), receiver, dns);
  }

  /** None of the events of the next test are for these. */
  async clear(): Promise<void> {
    await this.query('delete from tenant.webhooks');
    this.receiver.answer = (response) => response.writeHead(204).end();
  }

  /** @param text names the tables of the tenant as `tenant.webhooks` */
  query(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.testApp.database.query(text.replaceAll('tenant.', `${this.tenant.ref.schema}.`), values);
  }

  next(): number {
    return (this.count += 1);
  }

  newPath(): string {
    return `/hook-${this.next()}`;
  }

  /** Adds one at the receiver. */
  async added({ path = this.newPath(), ...body }: { path?: string; url?: string; eventTypes?: string[] } = {}) {
    const sent = { url: `${this.receiver.url}${path}`, ...body };
    const { body: webhook } = await this.admin.post('/v1/webhooks').send(sent).expect(201);
    return { ...webhook, path } as AddedWebhook;
  }

  /** Something happens. @returns the id of what it happens to */
  async facility(): Promise<string> {
    const name = `Facility ${this.next()}`;
    return (await this.admin.post('/v1/facilities').send({ name }).expect(201)).body.id as string;
  }

  arrived(path: string, many = 1): Promise<ReceivedEvent[]> {
    const { receiver } = this;
    return waitUntil(async () => receiver.at(path).length >= many && receiver.at(path), { what: `${many} at ${path}` });
  }

  async deliveries(id: string) {
    return (await this.admin.get(`/v1/webhooks/${id}/deliveries`).expect(200)).body.data;
  }

  /** The last delivery, once it is as is wanted. */
  delivery(id: string, wanted: object) {
    return waitUntil(
      async () => {
        const [last] = await this.deliveries(id);
        return Object.entries(wanted).every(([name, value]) => last?.[name] === value) && last;
      },
      { what: JSON.stringify(wanted) },
    );
  }

  async webhook(id: string) {
    return (await this.admin.get(`/v1/webhooks/${id}`).expect(200)).body;
  }

  async health(id: string) {
    return (await this.admin.get(`/v1/webhooks/${id}/health`).expect(200)).body;
  }

  /** As if the time of the next attempt had come. */
  async makeDue(webhookId: string): Promise<void> {
    await this.query(
      'update tenant.webhook_deliveries set next_attempt_at = now() where webhook_id = $1 and next_attempt_at is not null',
      [webhookId],
    );
    await this.run();
  }

  run(): Promise<unknown> {
    const { ref } = this.tenant;
    return runInTenant(ref, 'test', () => this.testApp.get(SendWebhooksJob).run(ref));
  }
}

export const ifMatch = (version: number): string => `"${version}"`;
