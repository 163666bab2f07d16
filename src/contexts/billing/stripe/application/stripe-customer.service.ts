import { Injectable } from '@nestjs/common';
import { TenancyFacade } from '#contexts/tenancy';
import { PlatformDb } from '#libs/database';
import { notFound, uuidv7 } from '#libs/kernel';
import { currentTenant } from '#libs/request-context';
import { StripeClient } from './stripe.client.js';
import { customerOfTenant } from './stripe-customer.queries.js';
import { keepCustomer } from './stripe-customer.writes.js';

/** The customer that the current tenant is at Stripe. */
@Injectable()
export class StripeCustomerService {
  constructor(
    private readonly db: PlatformDb,
    private readonly client: StripeClient,
    private readonly tenancy: TenancyFacade,
  ) {}

  /** Made where there is none; of two that are made at once, Stripe makes one. */
  async ownCustomer(): Promise<string> {
    const { id } = currentTenant();
    const known = await this.db.one(customerOfTenant, { tenantId: id });
    if (known) return known.stripeCustomerId;
    const tenant = await this.tenancy.tenantById(id);
    if (!tenant) throw notFound();
    const customer = await this.client.createCustomer({ id, name: tenant.name });
    await this.db.batch(keepCustomer(uuidv7(), id, customer));
    return (await this.db.one(customerOfTenant, { tenantId: id }))!.stripeCustomerId;
  }
}
