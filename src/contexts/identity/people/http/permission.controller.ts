import { Controller, Get } from '@nestjs/common';
import { ApiList, ApiSection, SignedIn, type Page } from '#libs/http';
import { permissionNames, permissions } from '../../../permissions.js';
import { roles } from '#libs/kernel';
import { permissionsOf } from '../domain/roles.js';
import { PermissionDto } from './permission.dto.js';

const catalogue: PermissionDto[] = permissionNames.map((name) => ({
  name,
  description: permissions[name].allows,
  roles: roles.filter((role) => permissionsOf(role).has(name)),
}));

@ApiSection('Permissions', 'What there is to be allowed, and which role allows it.')
@Controller('v1/permissions')
export class PermissionController {
  @Get()
  @SignedIn({ apiKeys: true })
  @ApiList(PermissionDto, {
    summary: 'List all permissions',
    description:
      'The whole catalogue in one page: what each permission allows, and which roles have it. It is the same for every account of this version.',
  })
  listPermissions(): Page<PermissionDto> {
    return { data: catalogue, nextCursor: null };
  }
}
