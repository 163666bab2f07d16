import { CrewService } from './application/crew.service.js';
import { CrewController } from './http/crew.controller.js';

export const crew = { controllers: [CrewController], providers: [CrewService] };
