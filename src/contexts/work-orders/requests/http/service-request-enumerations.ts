import { enumeration } from '#libs/http';
import { serviceRequestExpansions } from '../application/service-request-expansions.js';
import { serviceRequestCommands, serviceRequestStatuses } from '../domain/service-request-status.js';

export const serviceRequestStatus = enumeration({
  name: 'ServiceRequestStatus',
  description: 'Where a service request stands',
  values: serviceRequestStatuses,
});

export const serviceRequestTransition = enumeration({
  name: 'ServiceRequestTransition',
  description: 'What may be done with a service request: `POST /v1/service-requests/{id}/<name>`',
  values: serviceRequestCommands,
});

export const serviceRequestExpansion = enumeration({
  name: 'ServiceRequestExpansion',
  description: 'What comes with a service request when asked for',
  values: serviceRequestExpansions,
});
