import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import {
  ApiAction,
  ApiCreate,
  ApiList,
  ApiRead,
  ApiRemove,
  ApiSection,
  ApiUpdate,
  IdParam,
  IfMatch,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { atField } from '#libs/kernel';
import { inactiveUser, unknownUser } from '../../people/domain/user.errors.js';
import { TeamService } from '../application/team.service.js';
import { alreadyMember } from '../domain/team.errors.js';
import {
  AddMemberDto,
  CreateTeamDto,
  MemberQuery,
  TeamDto,
  TeamMemberDto,
  TeamQuery,
  UpdateTeamDto,
} from './team.dto.js';

const notActive = (pointer: string) => [atField(unknownUser, pointer), atField(inactiveUser, pointer)];

@ApiSection('Teams', 'Groups of people that work can be assigned to.')
@Controller('v1/teams')
export class TeamController {
  constructor(private readonly teams: TeamService) {}

  @Get()
  @Permission('teams:read')
  @ApiList(TeamDto, { summary: 'List teams' })
  listTeams(@Query() query: TeamQuery): Promise<Page<TeamDto>> {
    return this.teams.list(listRequest(query));
  }

  @Post()
  @Permission('teams:create')
  @ApiCreate(TeamDto, { summary: 'Add a team', problems: notActive('/teamLeadId') })
  createTeam(@Body() body: CreateTeamDto): Promise<TeamDto> {
    return this.teams.create(body);
  }

  @Get(':id')
  @Permission('teams:read')
  @ApiRead(TeamDto, { summary: 'Read a team' })
  getTeam(@IdParam() id: string): Promise<TeamDto> {
    return this.teams.get(id);
  }

  @Patch(':id')
  @Permission('teams:update')
  @ApiUpdate(TeamDto, { summary: 'Change a team', problems: notActive('/teamLeadId') })
  updateTeam(@IdParam() id: string, @IfMatch() version: number, @Body() body: UpdateTeamDto): Promise<TeamDto> {
    return this.teams.edit(id, version, body);
  }

  @Get(':id/members')
  @Permission('teams:read')
  @ApiList(TeamMemberDto, { summary: 'List the members of a team' })
  listTeamMembers(@IdParam() id: string, @Query() query: MemberQuery): Promise<Page<TeamMemberDto>> {
    return this.teams.members(id, listRequest(query));
  }

  @Post(':id/members')
  @Permission('teams:update')
  @ApiAction(TeamDto, { summary: 'Add a user to a team', problems: [alreadyMember, ...notActive('/userId')] })
  addTeamMember(@IdParam() id: string, @Body() { userId }: AddMemberDto): Promise<TeamDto> {
    return this.teams.addMember(id, userId);
  }

  @Delete(':id/members/:userId')
  @Permission('teams:update')
  @ApiRemove({ summary: 'Take a user out of a team' })
  removeTeamMember(@IdParam() id: string, @IdParam('userId', 'Id of the user') userId: string): Promise<void> {
    return this.teams.removeMember(id, userId);
  }
}
