import { PartService } from './application/part.service.js';
import { PartReplacementService } from './application/part-replacement.service.js';
import { PartReplacementController } from './http/part-replacement.controller.js';
import { PartController } from './http/part.controller.js';

export const parts = {
  controllers: [PartController, PartReplacementController],
  providers: [PartService, PartReplacementService],
};
