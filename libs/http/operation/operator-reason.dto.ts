import { ApiSchema } from '@nestjs/swagger';
import { TextField } from '../fields/index.js';

/** The body of a change that an operator makes, or the end of it. The service hands the reason to `giveReason()`. */
@ApiSchema({ name: 'OperatorReason' })
export class OperatorReasonDto {
  @TextField({ description: 'Why; stands in the platform audit log', example: 'Asked by phone', maxLength: 500 })
  reason: string;
}
