import { expect } from '@jest/globals';
import type { HttpClient } from '#libs/testing';
import type { DnsServer } from '../../support/dns-server.js';

export interface ShownDomain {
  readonly id: string;
  readonly domain: string;
  readonly status: string;
  readonly isPrimary: boolean;
  readonly record: { readonly name: string; readonly value: string };
  readonly lastCheck: { readonly at: string; readonly result: string; readonly found: string[] } | null;
}

let count = 0;
export const anyDomain = (): string => `service-${(count += 1)}.acme.com`;

export const pathOf = ({ id }: { readonly id: string }, verb = ''): string => `/v1/tenant/domains/${id}${verb}`;

/** The domains of one tenant over HTTP, with the zone that proves them. */
export class DomainsOfTenant {
  constructor(
    private readonly client: HttpClient,
    private readonly dns: DnsServer,
  ) {}

  async add(domain = anyDomain()): Promise<ShownDomain> {
    return (await this.client.post('/v1/tenant/domains').send({ domain }).expect(201)).body as ShownDomain;
  }

  /** Puts the record into DNS, beside another one. */
  publish({ record }: ShownDomain): void {
    this.dns.zone[record.name] = ['v=spf1 -all', record.value];
  }

  unpublish({ record }: ShownDomain): void {
    delete this.dns.zone[record.name];
  }

  async verify(made: ShownDomain): Promise<ShownDomain> {
    return (await this.client.post(pathOf(made, '/verify')).expect(200)).body as ShownDomain;
  }

  async addVerified(domain = anyDomain()): Promise<ShownDomain> {
    const made = await this.add(domain);
    this.publish(made);
    const verified = await this.verify(made);
    expect(verified).toMatchObject({ status: 'verified' });
    return verified;
  }

  async read(made: ShownDomain): Promise<ShownDomain> {
    return (await this.client.get(pathOf(made)).expect(200)).body as ShownDomain;
  }

  async list(): Promise<ShownDomain[]> {
    return (await this.client.get('/v1/tenant/domains?limit=100').expect(200)).body.data as ShownDomain[];
  }

  async primaries(): Promise<ShownDomain[]> {
    return (await this.list()).filter(({ isPrimary }) => isPrimary);
  }
}
