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
import { takerRefusals } from '../../people/domain/work-taker.js';
import { HandoverDto } from '../../people/http/open-work.dto.js';
import { TeamService } from '../application/team.service.js';
import { alreadyMember } from '../domain/team.errors.js';
import {
  AddMemberDto,
  CreateTeamDto,
  MemberQuery,
  TeamDto,
  TeamMemberDto,
  TeamQuery,
  TeamWithWorkDto,
  UpdateTeamDto,
} from './team.dto.js';
import { demoIds } from '../../../demo-ids.js';

const notActive = (pointer: string) => [atField(unknownUser, pointer), atField(inactiveUser, pointer)];

const escalators = {
  name: 'Escalators',
  description: 'Steps, handrails and drives, at all sites',
  teamLeadId: demoIds.teamMember,
};

@ApiSection('Teams', 'Groups of people that work can be assigned to.')
@Controller('v1/teams')
export class TeamController {
  constructor(private readonly teams: TeamService) {}

  @Get()
  @Permission('teams:read')
  @ApiList(TeamDto, {
    summary: 'List teams',
    description:
      'All teams with the number of their members. Inactive teams are included: they keep their members and get no new work.',
  })
  listTeams(@Query() query: TeamQuery): Promise<Page<TeamDto>> {
    return this.teams.list(listRequest(query));
  }

  @Post()
  @Permission('teams:create')
  @ApiCreate(TeamDto, {
    summary: 'Add a team',
    shows: { memberCount: 0 },
    description:
      'The team is active and has no members at first; its lead, who must be an active user (422), is none of them until added. Work orders and schedules can be assigned to it at once.',
    problems: notActive('/teamLeadId'),
  })
  createTeam(@Body() body: CreateTeamDto): Promise<TeamDto> {
    return this.teams.create(body);
  }

  @Get(':id')
  @Permission('teams:read')
  @ApiRead(TeamDto, {
    summary: 'Read a team',
    description:
      'Answers what the team is for, who leads it and how many belong to it. Its members are at `/v1/teams/{id}/members`.',
  })
  getTeam(@IdParam() id: string): Promise<TeamDto> {
    return this.teams.get(id);
  }

  @Patch(':id')
  @Permission('teams:update')
  @ApiUpdate(TeamDto, {
    summary: 'Change a team',
    description:
      'A new lead must be an active user (422). With `isActive: false` it can get no more work; what is assigned to it stays until it is assigned to others.',
    problems: notActive('/teamLeadId'),
  })
  updateTeam(@IdParam() id: string, @IfMatch() version: number, @Body() body: UpdateTeamDto): Promise<TeamDto> {
    return this.teams.edit(id, version, body);
  }

  @Post(':id/activate')
  @Permission('teams:update')
  @ApiAction(TeamDto, {
    summary: 'Activate a team',
    description:
      'Work can be assigned to it again. Work that was handed over when it was deactivated stays where it is. Changes nothing for an active team.',
  })
  activateTeam(@IdParam() id: string, @IfMatch() version: number): Promise<TeamDto> {
    return this.teams.activate(id, version);
  }

  @Post(':id/deactivate')
  @Permission('teams:update')
  @ApiAction(TeamWithWorkDto, {
    summary: 'Deactivate a team',
    row: demoIds.secondTeam,
    shows: { ...escalators, isActive: false },
    sends: { reassignTo: { userId: demoIds.technician } },
    description:
      'It keeps its members and gets no new work. `openWork` counts what is assigned to it and still to be done; with `reassignTo` all of it goes to a user or another team in the same transaction, which needs the permissions to assign and to see all work orders. Work in progress is put on hold for it.',
    problems: takerRefusals,
  })
  deactivateTeam(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reassignTo }: HandoverDto,
  ): Promise<TeamWithWorkDto> {
    return this.teams.deactivate(id, version, reassignTo);
  }

  @Get(':id/members')
  @Permission('teams:read')
  @ApiList(TeamMemberDto, {
    summary: 'List the members of a team',
    description:
      'Everybody who belongs to the team, deactivated users included. Members see the work orders of the team, whatever their role.',
  })
  listTeamMembers(@IdParam() id: string, @Query() query: MemberQuery): Promise<Page<TeamMemberDto>> {
    return this.teams.members(id, listRequest(query));
  }

  @Post(':id/members')
  @Permission('teams:update')
  @ApiAction(TeamDto, {
    summary: 'Add a user to a team',
    shows: { memberCount: 4 },
    description:
      'From the next request on the user sees the work orders of the team, and is told when it gets new ones. Only active users can be added (422); who belongs to it already is refused (409). The answer is the team, with one member more.',
    problems: [alreadyMember, ...notActive('/userId')],
  })
  addTeamMember(@IdParam() id: string, @Body() { userId }: AddMemberDto): Promise<TeamDto> {
    return this.teams.addMember(id, userId);
  }

  @Delete(':id/members/:userId')
  @Permission('teams:update')
  @ApiRemove({
    summary: 'Take a user out of a team',
    description:
      'From the next request on the user no longer sees work orders of the team that are not their own. Whoever leads the team goes on leading it. Nothing that was done is changed.',
  })
  removeTeamMember(
    @IdParam() id: string,
    @IdParam('userId', 'Id of the user', demoIds.teamMember) userId: string,
  ): Promise<void> {
    return this.teams.removeMember(id, userId);
  }

  @Post(':id/members/:userId/remove')
  @Permission('teams:update')
  @ApiAction(TeamWithWorkDto, {
    summary: 'Take a user out of a team and hand over their work',
    sends: { reassignTo: { userId: demoIds.admin } },
    shows: { memberCount: 3 },
    description:
      'Like the deletion of the membership, and says what becomes of open work: that of the team stays with the team, `openWork` counts what is assigned to the user alone. With `reassignTo` all of that goes to somebody else in the same transaction, which needs the permissions to assign and to see all work orders. Work in progress is put on hold for it.',
    problems: takerRefusals,
  })
  releaseTeamMember(
    @IdParam() id: string,
    @IdParam('userId', 'Id of the user', demoIds.teamMember) userId: string,
    @Body() { reassignTo }: HandoverDto,
  ): Promise<TeamWithWorkDto> {
    return this.teams.releaseMember(id, userId, reassignTo);
  }
}
