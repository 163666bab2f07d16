import { ApiSchema } from '@nestjs/swagger';
import { BooleanField, EnumField, Example, OptionalBody, TextField } from '#libs/http';
import type { WorkingStatus } from '../domain/equipment-status.js';
import { workingStatus } from './equipment-enumerations.js';

const why = 'Why; stands in the list of changes of the status';

@ApiSchema({ name: 'ChangeEquipmentStatus' })
@Example({ status: 'shutdown', reason: 'The door lock does not close.' })
export class ChangeEquipmentStatusDto {
  @EnumField({ description: 'State that it has from now on', example: 'shutdown', of: workingStatus })
  status: WorkingStatus;

  @TextField({ description: why, example: 'The door lock does not close.', maxLength: 2_000 })
  reason: string;
}

@OptionalBody()
@ApiSchema({ name: 'DecommissionEquipment' })
@Example({ reason: 'Replaced by a new lift.' })
export class DecommissionEquipmentDto {
  @TextField({
    description: why,
    example: 'Replaced by a new lift.',
    maxLength: 2_000,
    optional: true,
    nullable: true,
  })
  reason?: string | null;

  @BooleanField({
    description: 'Whether the machines that are part of it, at whatever level, are decommissioned with it',
    example: false,
    default: false,
  })
  includeChildren: boolean;
}

@OptionalBody()
@ApiSchema({ name: 'RecommissionEquipment' })
@Example({ reason: 'Overhauled and accepted by the inspector.' })
export class RecommissionEquipmentDto {
  @TextField({
    description: why,
    example: 'Overhauled and accepted by the inspector.',
    maxLength: 2_000,
    optional: true,
    nullable: true,
  })
  reason?: string | null;
}
