import { ApiSchema } from '@nestjs/swagger';
import { ArrayField, EnumField, items, StringField } from '#libs/http';
import { permissionNames, type PermissionName } from '../../../permissions.js';
import { roles, type Role } from '#libs/kernel';

@ApiSchema({ name: 'Permission' })
export class PermissionDto {
  @EnumField({ description: 'Name', example: 'work_orders:assign', values: permissionNames })
  name: PermissionName;

  @StringField({ description: 'What it allows', example: 'Assign work orders to users and teams.', maxLength: 500 })
  description: string;

  @ArrayField({
    description: 'Roles that have it',
    example: ['admin', 'manager'],
    of: items.oneOf(roles),
    maxItems: roles.length,
  })
  roles: Role[];
}
