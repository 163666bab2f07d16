import { MyWorkService } from './application/my-work.service.js';
import { MyWorkController } from './http/my-work.controller.js';

export const myWork = { controllers: [MyWorkController], providers: [MyWorkService] };
