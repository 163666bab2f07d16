import { Injectable } from '@nestjs/common';
import { IdentityFacade } from '#contexts/identity';
import type { LowStock } from '#contexts/inventory';
import type { ApproachedLimit } from '#contexts/tenancy';
import type { DomainEvent } from '#libs/kernel';
import { linkTo, type Concern } from './concern.js';

/** Whom events of the store and of the account concern. */
@Injectable()
export class AccountRecipientsService {
  constructor(private readonly identity: IdentityFacade) {}

  /** Who may receive parts, so sees to it that they come in. */
  async buyers({ aggregateId: id, payload }: DomainEvent<LowStock>): Promise<Concern<LowStock>[]> {
    const userIds = await this.identity.usersWith('parts:receive');
    return [{ userIds, data: payload, link: linkTo('part', id) }];
  }

  /** Who may change the account. */
  async administrators({
    aggregateId: id,
    payload,
  }: DomainEvent<ApproachedLimit>): Promise<Concern<ApproachedLimit>[]> {
    const userIds = await this.identity.usersWith('tenant:update');
    return [{ userIds, data: payload, link: { type: 'usage', id, url: '/v1/usage' } }];
  }
}
