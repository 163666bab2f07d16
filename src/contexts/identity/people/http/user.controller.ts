import { Body, Controller, Get, Patch, Post, Put, Query } from '@nestjs/common';
import {
  ApiAction,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiSection,
  ApiUpdate,
  IdParam,
  IfMatch,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { UserActivationService } from '../application/user-activation.service.js';
import { UserRightsService } from '../application/user-rights.service.js';
import { UserService } from '../application/user.service.js';
import { HandoverDto } from './open-work.dto.js';
import {
  CreateUserDto,
  DeactivatedUserDto,
  ReplaceGrantsDto,
  UpdateUserDto,
  UserDto,
  UserQuery,
  UserRightsDto,
} from './user.dto.js';
import { planLimitReached } from '#contexts/tenancy';
import { weakPasswords } from '../../passwords/domain/password.errors.js';
import { beyondOwnRights, emailTaken, employeeIdTaken, lastAdmin, ownAccount } from '../domain/user.errors.js';
import { takerRefusals } from '../domain/work-taker.js';
import { demoIds } from '../../../demo-ids.js';

const formerCustomer = {
  email: 'liis.saar@sadamahotell.example',
  firstName: 'Liis',
  lastName: 'Saar',
  role: 'customer',
  employeeId: null,
};
const limitReached = { ...planLimitReached, meaning: 'The plan allows no more active users.' };

@ApiSection('Users', 'The people of the account: who they are, whether they may sign in, what they may do.')
@Controller('v1/users')
export class UserController {
  constructor(
    private readonly users: UserService,
    private readonly activation: UserActivationService,
    private readonly rights: UserRightsService,
  ) {}

  @Get()
  @Permission('users:read')
  @ApiList(UserDto, {
    summary: 'List users',
    description:
      'Everybody who works in the account, the inactive ones included unless `active` is given. Passwords are in no answer.',
  })
  listUsers(@Query() query: UserQuery): Promise<Page<UserDto>> {
    return this.users.list(listRequest(query));
  }

  @Post()
  @Permission('users:create')
  @ApiCreate(UserDto, {
    summary: 'Add a user',
    description:
      'The user may sign in at once with this password: nobody is sent a message, so tell them yourself. Counts against the users of the plan (402 when there are no more). You cannot give a role that may do more than you may (403).',
    problems: [limitReached, beyondOwnRights, emailTaken, employeeIdTaken, ...weakPasswords],
  })
  createUser(@Body() body: CreateUserDto): Promise<UserDto> {
    return this.users.create(body);
  }

  @Get(':id')
  @Permission('users:read')
  @ApiRead(UserDto, {
    summary: 'Read a user',
    description:
      'Answers the profile, the role and when the user last signed in. What the user may do beyond the role is at `/v1/users/{id}/permissions`.',
  })
  getUser(@IdParam() id: string): Promise<UserDto> {
    return this.users.get(id);
  }

  @Patch(':id')
  @Permission('users:update')
  @ApiUpdate(UserDto, {
    summary: 'Change a user',
    description:
      'Another role holds from the next request of that user on. Nobody can give, or touch somebody who has, more rights than they have themselves (403); the last active admin cannot get another role (409). The audit log keeps the values before and after.',
    problems: [beyondOwnRights, emailTaken, employeeIdTaken, lastAdmin],
  })
  updateUser(@IdParam() id: string, @IfMatch() version: number, @Body() body: UpdateUserDto): Promise<UserDto> {
    return this.users.edit(id, version, body);
  }

  @Post(':id/activate')
  @Permission('users:deactivate')
  @ApiAction(UserDto, {
    summary: 'Activate a user',
    row: demoIds.inactiveUser,
    description:
      'The user may sign in again, with the same password, role and teams, and counts against the users of the plan again (402 when there are no more). Changes nothing for an active user.',
    problems: [limitReached, beyondOwnRights],
  })
  activateUser(@IdParam() id: string, @IfMatch() version: number): Promise<UserDto> {
    return this.activation.activate(id, version);
  }

  @Post(':id/deactivate')
  @Permission('users:deactivate')
  @ApiAction(DeactivatedUserDto, {
    summary: 'Deactivate a user',
    row: demoIds.customer,
    shows: { ...formerCustomer, isActive: false },
    description:
      'Signs the user out everywhere, at once, and frees a place in the plan. Their work, its history and their teams stay. `openWork` counts what is assigned to them and still to be done; with `reassignTo` all of it goes to somebody else in the same transaction, which needs the permissions to assign and to see all work orders. Work in progress is put on hold for it. You cannot deactivate yourself or the last active admin (409).',
    problems: [beyondOwnRights, lastAdmin, ownAccount, ...takerRefusals],
  })
  deactivateUser(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reassignTo }: HandoverDto,
  ): Promise<DeactivatedUserDto> {
    return this.activation.deactivate(id, version, reassignTo);
  }

  @Get(':id/permissions')
  @Permission('users:read')
  @ApiRead(UserRightsDto, {
    summary: 'Read what a user may do',
    description:
      'Answers the role, what was granted beyond it, and both together as what the user may do now. Its `ETag` is the one to replace the grants with.',
  })
  getUserPermissions(@IdParam() id: string): Promise<UserRightsDto> {
    return this.rights.get(id);
  }

  @Put(':id/permissions')
  @Permission('users:grant')
  @ApiUpdate(UserRightsDto, {
    summary: 'Grant a user permissions beyond the role',
    description:
      'The list takes the place of everything that was granted so far; an empty one takes all grants away. Holds from the next request of that user on. You can grant only what you may do yourself (403).',
    problems: [beyondOwnRights],
  })
  replaceUserPermissions(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { granted }: ReplaceGrantsDto,
  ): Promise<UserRightsDto> {
    return this.rights.replace(id, version, granted);
  }
}
