import { CustomFieldService } from './application/custom-field.service.js';
import { CustomFieldValuesService } from './application/custom-field-values.service.js';
import { CustomFieldController } from './http/custom-field.controller.js';

export const customFields = {
  controllers: [CustomFieldController],
  providers: [CustomFieldService, CustomFieldValuesService],
};
