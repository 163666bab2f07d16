import { defineEntity, p } from '@mikro-orm/core';
import { declareConstraint, versioned } from '#libs/columns';
import { uuidv7 } from '#libs/kernel';
import { unknownUser } from '../../people/domain/user.errors.js';

export const TeamSchema = defineEntity({
  name: 'Team',
  tableName: 'teams',
  schema: '*',
  properties: {
    ...versioned,
    name: p.string(),
    description: p.text().nullable(),
    teamLeadId: p.uuid().nullable(),
    isActive: p.boolean().onCreate(() => true),
  },
});

export interface TeamProfile {
  name?: string;
  description?: string | null;
  teamLeadId?: string | null;
  isActive?: boolean;
}

export class Team extends TeamSchema.class {
  static create(props: TeamProfile & { name: string }): Team {
    const team = new Team();
    team.id = uuidv7();
    team.isActive = true;
    return Object.assign(team, props);
  }

  edit(changes: TeamProfile): void {
    for (const [name, value] of Object.entries(changes) as [string, unknown][]) {
      if (value !== undefined) Object.assign(this, { [name]: value });
    }
  }
}
TeamSchema.setClass(Team);

declareConstraint({
  constraint: 'teams_team_lead_id_fkey',
  property: 'teamLeadId',
  refusal: unknownUser,
});
