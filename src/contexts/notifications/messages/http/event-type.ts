import { enumeration } from '#libs/http';
import { announcedEvents } from '#libs/kernel';
// so that the events of all contexts are defined
import '#contexts/assets';
import '#contexts/inventory';
import '#contexts/tenancy';
import '#contexts/work-orders';
import '../../events.js';

export const eventType = enumeration({
  name: 'EventType',
  description: 'What may happen: the page of events says what each tells',
  values: announcedEvents().map(({ type }) => type),
});
