import { Injectable } from '@nestjs/common';
import { UnitOfWork, PlatformDb } from '#libs/database';
import { refuse } from '#libs/kernel';
import { MailBrands } from '#libs/mail';
import { currentTenant } from '#libs/request-context';
import { notPaidAtStripe } from '../domain/stripe.errors.js';
import { StripeClient } from './stripe.client.js';
import { customerOfTenant } from './stripe-customer.queries.js';

/** The pages of Stripe for cards, addresses and invoices of a customer. */
@Injectable()
export class PortalService {
  constructor(
    private readonly db: PlatformDb,
    private readonly client: StripeClient,
    private readonly brands: MailBrands,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws 409 `stripe.not_set_up`, `subscription.not_at_stripe`, 503 `stripe.unavailable` */
  async open(): Promise<{ url: string }> {
    const known = await this.db.one(customerOfTenant, { tenantId: currentTenant().id });
    if (!known) throw refuse(notPaidAtStripe);
    const { address } = await this.brands.ofTenant();
    const url = await this.client.createPortal(known.stripeCustomerId, `${address}/`);
    const entry = { action: 'open_portal', resourceType: 'subscription' };
    await this.unitOfWork.writeMany({ statements: [], audits: [entry], events: [] });
    return { url };
  }
}
