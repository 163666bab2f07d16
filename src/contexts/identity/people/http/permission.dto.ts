import { ApiSchema } from '@nestjs/swagger';
import { ArrayField, EnumField, items, StringField } from '#libs/http';
import type { PermissionName } from '../../../permissions.js';
import type { Role } from '#libs/kernel';
import { permissionName, role } from './user-enumerations.js';

@ApiSchema({ name: 'Permission' })
export class PermissionDto {
  @EnumField({ description: 'Name', example: 'work_orders:assign', of: permissionName })
  name: PermissionName;

  @StringField({ description: 'What it allows', example: 'Assign work orders to users and teams.', maxLength: 500 })
  description: string;

  @ArrayField({
    description: 'Roles that have it',
    example: ['admin', 'manager'],
    of: items.oneOf(role),
    maxItems: role.values.length,
  })
  roles: Role[];
}
