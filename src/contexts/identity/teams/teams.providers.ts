import { TeamService } from './application/team.service.js';
import { TeamController } from './http/team.controller.js';

export const teams = {
  controllers: [TeamController],
  providers: [TeamService],
};
