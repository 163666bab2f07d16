import { AccountRecipientsService } from './application/account-recipients.service.js';
import { RecipientsService } from './application/recipients.service.js';
import { RequestRecipientsService } from './application/request-recipients.service.js';
import { WorkOrderRecipientsService } from './application/work-order-recipients.service.js';

export const catalogue = {
  providers: [AccountRecipientsService, RecipientsService, RequestRecipientsService, WorkOrderRecipientsService],
};
