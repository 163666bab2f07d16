import { PartService } from './application/part.service.js';
import { PartController } from './http/part.controller.js';

export const parts = {
  controllers: [PartController],
  providers: [PartService],
};
