import { enumeration } from '#libs/http';
import { deliveryStatuses } from '../domain/delivery-status.js';

export const deliveryStatus = enumeration({
  name: 'WebhookDeliveryStatus',
  description:
    'pending: not tried yet. failed: tried, and will be tried again. succeeded: has arrived. dead: given up after three days.',
  values: deliveryStatuses,
});
