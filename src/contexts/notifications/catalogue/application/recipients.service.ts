import { Injectable } from '@nestjs/common';
import { AccountRecipientsService } from './account-recipients.service.js';
import { RequestRecipientsService } from './request-recipients.service.js';
import { WorkOrderRecipientsService } from './work-order-recipients.service.js';

/** Where the rules of the catalogue look for people. */
@Injectable()
export class RecipientsService {
  constructor(
    readonly workOrders: WorkOrderRecipientsService,
    readonly requests: RequestRecipientsService,
    readonly account: AccountRecipientsService,
  ) {}
}
