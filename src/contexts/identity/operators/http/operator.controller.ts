import { Controller, Get } from '@nestjs/common';
import { ApiList, ApiRead, ApiSection, OperatorOnly, type Page } from '#libs/http';
import { operatorRoles } from '#libs/kernel';
import { operatorPermissionNames, operatorPermissions } from '../../../permissions.js';
import { OperatorService } from '../application/operator.service.js';
import { permissionsOfOperator } from '../domain/operator-roles.js';
import { OperatorMeDto, OperatorPermissionDto } from './operator.dto.js';

const catalogue: OperatorPermissionDto[] = operatorPermissionNames.map((name) => ({
  name,
  description: operatorPermissions[name].allows,
  roles: operatorRoles.filter((role) => permissionsOfOperator(role).has(name)),
}));

@ApiSection('Operators', 'Who operators are, and what their roles allow.')
@OperatorOnly()
@Controller('admin/v1')
export class OperatorController {
  constructor(private readonly operators: OperatorService) {}

  @Get('me')
  @ApiRead(OperatorMeDto, {
    summary: 'Read which operator I am',
    description:
      'Your account with its role, and everything that the role allows. Ask at the start of an application to decide what to offer.',
  })
  getOperator(): Promise<OperatorMeDto> {
    return this.operators.own();
  }

  @Get('permissions')
  @ApiList(OperatorPermissionDto, {
    summary: 'List all permissions of operators',
    description:
      'The whole catalogue in one page: what each permission allows, and which role has it. Operators have those of their role and no single ones.',
  })
  listOperatorPermissions(): Page<OperatorPermissionDto> {
    return { data: catalogue, nextCursor: null };
  }
}
