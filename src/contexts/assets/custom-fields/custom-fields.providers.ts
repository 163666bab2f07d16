import { CustomFieldUseService } from './application/custom-field-use.service.js';
import { CustomFieldService } from './application/custom-field.service.js';
import { CustomFieldValuesService } from './application/custom-field-values.service.js';
import { CustomFieldController } from './http/custom-field.controller.js';

export const customFields = {
  controllers: [CustomFieldController],
  providers: [CustomFieldService, CustomFieldUseService, CustomFieldValuesService],
};
