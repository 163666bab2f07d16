import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import { unknownUser } from '../../people/domain/user.errors.js';
import { alreadyMember } from './team.errors.js';

export const TeamMemberSchema = defineEntity({
  name: 'TeamMember',
  tableName: 'team_members',
  schema: '*',
  properties: {
    id: p.uuid().primary().onCreate(uuidv7),
    teamId: p.uuid(),
    userId: p.uuid(),
    joinedAt: p.datetime().onCreate(() => new Date()),
  },
});

export class TeamMember extends TeamMemberSchema.class {
  static create(teamId: string, userId: string): TeamMember {
    const member = new TeamMember();
    member.id = uuidv7();
    member.teamId = teamId;
    member.userId = userId;
    return member;
  }
}
TeamMemberSchema.setClass(TeamMember);

declareConstraint({
  constraint: 'team_members_user_id_fkey',
  property: 'userId',
  refusal: unknownUser,
});
declareConstraint({
  constraint: 'idx_team_members_unique',
  property: 'userId',
  refusal: alreadyMember,
});
