import { ApiSchema, IntersectionType, OmitType, PartialType, PickType } from '@nestjs/swagger';
import {
  BooleanField,
  DateTimeField,
  Example,
  Examples,
  IntegerField,
  ObjectField,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import { memberList, teamList } from '../application/team.queries.js';
import { LeftWorkDto } from '../../people/http/open-work.dto.js';
import { UserDto } from '../../people/http/user.dto.js';
import { demoIds } from '../../../demo-ids.js';

const lastFields = ['version', 'createdAt', 'updatedAt'] as const;

@ApiSchema({ name: 'Team' })
export class TeamDto {
  @UuidField({ description: 'Id', example: demoIds.team })
  id: string;

  @StringField({ description: 'Name', example: 'Hanse', maxLength: 255 })
  name: string;

  @TextField({
    description: 'What it is for',
    example: 'Hamburg and Lübeck, on call around the clock',
    maxLength: 2_000,
    nullable: true,
  })
  description: string | null;

  @UuidField({ description: 'Who leads it', example: demoIds.technician, nullable: true })
  teamLeadId: string | null;

  @BooleanField({ description: 'Whether work can be assigned to it', example: true })
  isActive: boolean;

  @IntegerField({ description: 'How many belong to it', example: 3, min: 0 })
  memberCount: number;

  @IntegerField({ description: 'Counts the changes; the ETag begins with it', example: 1, min: 1 })
  version: number;

  @DateTimeField({ description: 'When it was added', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;

  @DateTimeField({ description: 'Last change', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

class TeamLeftDto {
  @ObjectField({ description: 'What becomes of the open work', type: LeftWorkDto })
  openWork: LeftWorkDto;
}

@ApiSchema({ name: 'TeamWithWork' })
export class TeamWithWorkDto extends IntersectionType(
  OmitType(TeamDto, lastFields),
  TeamLeftDto,
  PickType(TeamDto, lastFields),
) {}

@ApiSchema({ name: 'CreateTeam' })
@Examples({
  minimal: { name: 'Day shift' },
  full: { name: 'Night shift', description: 'Trapped passengers, from 18:00 to 6:00.' },
})
export class CreateTeamDto extends IntersectionType(
  PickType(TeamDto, ['name']),
  PartialType(PickType(TeamDto, ['description', 'teamLeadId'])),
) {}

@ApiSchema({ name: 'UpdateTeam' })
@Example({ description: 'Hamburg, Lübeck and Kiel, on call around the clock' })
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
  @UuidField({ description: 'The user', example: demoIds.secondTechnician })
  userId: string;
}

class MemberIdDto {
  @UuidField({ description: 'The user', example: demoIds.technician })
  userId: string;
}

@ApiSchema({ name: 'TeamMember' })
export class TeamMemberDto extends IntersectionType(
  MemberIdDto,
  PickType(UserDto, ['firstName', 'lastName', 'email', 'role', 'isActive']),
) {
  @DateTimeField({ description: 'Since when', example: '2026-11-22T10:00:00.000Z' })
  joinedAt: string;
}
