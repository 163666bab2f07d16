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
import { CreateUserDto, ReplaceGrantsDto, UpdateUserDto, UserDto, UserQuery, UserRightsDto } from './user.dto.js';
import { planLimitReached } from '#contexts/tenancy';
import { weakPasswords } from '../../passwords/domain/password.errors.js';
import { beyondOwnRights, emailTaken, employeeIdTaken, lastAdmin, ownAccount } from '../domain/user.errors.js';

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
  @ApiList(UserDto, { summary: 'List users' })
  listUsers(@Query() query: UserQuery): Promise<Page<UserDto>> {
    return this.users.list(listRequest(query));
  }

  @Post()
  @Permission('users:create')
  @ApiCreate(UserDto, {
    summary: 'Add a user',
    problems: [limitReached, beyondOwnRights, emailTaken, employeeIdTaken, ...weakPasswords],
  })
  createUser(@Body() body: CreateUserDto): Promise<UserDto> {
    return this.users.create(body);
  }

  @Get(':id')
  @Permission('users:read')
  @ApiRead(UserDto, { summary: 'Read a user' })
  getUser(@IdParam() id: string): Promise<UserDto> {
    return this.users.get(id);
  }

  @Patch(':id')
  @Permission('users:update')
  @ApiUpdate(UserDto, {
    summary: 'Change a user',
    description: 'Another role holds from the next request of that user on.',
    problems: [beyondOwnRights, emailTaken, employeeIdTaken, lastAdmin],
  })
  updateUser(@IdParam() id: string, @IfMatch() version: number, @Body() body: UpdateUserDto): Promise<UserDto> {
    return this.users.edit(id, version, body);
  }

  @Post(':id/activate')
  @Permission('users:deactivate')
  @ApiAction(UserDto, { summary: 'Activate a user', problems: [limitReached, beyondOwnRights] })
  activateUser(@IdParam() id: string, @IfMatch() version: number): Promise<UserDto> {
    return this.activation.activate(id, version);
  }

  @Post(':id/deactivate')
  @Permission('users:deactivate')
  @ApiAction(UserDto, {
    summary: 'Deactivate a user',
    description: 'Signs the user out everywhere, at once. Their work and its history stay.',
    problems: [beyondOwnRights, lastAdmin, ownAccount],
  })
  deactivateUser(@IdParam() id: string, @IfMatch() version: number): Promise<UserDto> {
    return this.activation.deactivate(id, version);
  }

  @Get(':id/permissions')
  @Permission('users:read')
  @ApiRead(UserRightsDto, { summary: 'Read what a user may do' })
  getUserPermissions(@IdParam() id: string): Promise<UserRightsDto> {
    return this.rights.get(id);
  }

  @Put(':id/permissions')
  @Permission('users:grant')
  @ApiUpdate(UserRightsDto, {
    summary: 'Grant a user permissions beyond the role',
    description: 'Holds from the next request of that user on.',
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
