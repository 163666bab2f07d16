import { DispatchService } from './application/dispatch.service.js';
import { DispatchController } from './http/dispatch.controller.js';

export const dispatch = { controllers: [DispatchController], providers: [DispatchService] };
