import type { HttpClient } from '#libs/testing';
import { aServiceRequest } from '../../builders/work-orders/service-request.builder.js';
import { WorkOrderSite } from './work-order-site.js';

type Person = Awaited<ReturnType<WorkOrderSite['person']>>;

/** A site with a customer of its facility, and short calls for what is done with service requests. */
export class ServiceRequestSite {
  private constructor(
    readonly site: WorkOrderSite,
    readonly customer: Person,
  ) {}

  static async open(): Promise<ServiceRequestSite> {
    const site = await WorkOrderSite.open();
    const opened = new ServiceRequestSite(site, await site.person('customer'));
    await site.linkToFacility(opened.customer.id);
    return opened;
  }

  get manager(): HttpClient {
    return this.site.manager;
  }

  async customerOf(facilityId: string): Promise<Person> {
    const person = await this.site.person('customer');
    await this.site.linkToFacility(person.id, facilityId);
    return person;
  }

  post(body: object = {}, client = this.customer.client) {
    const place = { equipmentId: this.site.equipmentId };
    return client.post('/v1/service-requests').send({ ...aServiceRequest(), ...place, ...body });
  }

  async created(body: object = {}, client = this.customer.client) {
    return (await this.post(body, client).expect(201)).body;
  }

  async read(id: string, client = this.manager) {
    return (await client.get(`/v1/service-requests/${id}`).expect(200)).body;
  }

  /** @param version of the request, where the action asks for it */
  act(id: string, verb: string, version: number | undefined, body: object = {}, client = this.manager) {
    const call = client.post(`/v1/service-requests/${id}/${verb}`);
    return (version === undefined ? call : call.set('If-Match', `"${version}"`)).send(body);
  }

  async approved(body: object = {}, client = this.customer.client) {
    const { id, version } = await this.created(body, client);
    return (await this.act(id, 'approve', version).expect(200)).body;
  }

  /** The work order. */
  async converted(id: string, body: object = {}) {
    return (await this.act(id, 'convert', undefined, body).expect(201)).body;
  }

  async titles(query: string, client = this.manager): Promise<string[]> {
    const { body } = await client.get(`/v1/service-requests?${query}`).expect(200);
    return body.data.map(({ title }: { title: string }) => title);
  }

  async history(id: string, client = this.manager) {
    return (await client.get(`/v1/service-requests/${id}/history`).expect(200)).body.data;
  }
}
