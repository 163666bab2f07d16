import { WorkHandoverService } from './application/work-handover.service.js';

export const handover = { providers: [WorkHandoverService] };
