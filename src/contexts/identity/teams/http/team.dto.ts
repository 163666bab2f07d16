import { ApiSchema, PartialType, PickType } from '@nestjs/swagger';
import { BooleanField, DateTimeField, IntegerField, pageQuery, StringField, TextField, UuidField } from '#libs/http';
import { memberList, teamList } from '../application/team.queries.js';
import { UserDto } from '../../people/http/user.dto.js';

@ApiSchema({ name: 'Team' })
export class TeamDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b555' })
  id: string;

  @StringField({ description: 'Name', example: 'Night shift', maxLength: 255 })
  name: string;

  @TextField({ description: 'What it is for', example: 'Trapped passengers.', maxLength: 2_000, nullable: true })
  description: string | null;

  @UuidField({ description: 'Who leads it', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b222', nullable: true })
  teamLeadId: string | null;

  @BooleanField({ description: 'Whether work can be assigned to it', example: true })
  isActive: boolean;

  @IntegerField({ description: 'How many belong to it', example: 4, min: 0 })
  memberCount: number;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'Last change', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

@ApiSchema({ name: 'CreateTeam' })
export class CreateTeamDto extends PartialType(PickType(TeamDto, ['description', 'teamLeadId'])) {
  @StringField({ description: 'Name', example: 'Night shift', maxLength: 255 })
  name: string;
}

@ApiSchema({ name: 'UpdateTeam' })
export class UpdateTeamDto extends PartialType(PickType(TeamDto, ['name', 'description', 'teamLeadId', 'isActive'])) {}

export class TeamQuery extends pageQuery({ name: 'Team', list: teamList, search: 'names' }) {
  @BooleanField({ description: 'Only active or only inactive teams', example: true, optional: true })
  active?: boolean;
}

export class MemberQuery extends pageQuery({ name: 'TeamMember', list: memberList }) {
  @BooleanField({ description: 'Only active or only inactive members', example: true, optional: true })
  active?: boolean;
}

@ApiSchema({ name: 'AddMember' })
export class AddMemberDto {
  @UuidField({ description: 'The user', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b222' })
  userId: string;
}

@ApiSchema({ name: 'TeamMember' })
export class TeamMemberDto extends PickType(UserDto, ['firstName', 'lastName', 'email', 'role', 'isActive']) {
  @UuidField({ description: 'The user', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b222' })
  userId: string;

  @DateTimeField({ description: 'Since when', example: '2026-11-22T10:00:00.000Z' })
  joinedAt: string;
}
