import { enumeration } from '#libs/http';
import { linkDirections, linkTypes } from '../domain/link-direction.js';

export const workOrderLinkType = enumeration({
  name: 'WorkOrderLinkType',
  description: 'How work orders belong together: this one … the other',
  values: linkTypes,
});

export const workOrderLinkDirection = enumeration({
  name: 'WorkOrderLinkDirection',
  description: 'Whether it is said of this work order (`outgoing`: this one blocks the other) or of the other one',
  values: linkDirections,
});
