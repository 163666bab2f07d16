import { JobService } from './application/job.service.js';
import { JobController } from './http/job.controller.js';

export const background = {
  controllers: [JobController],
  providers: [JobService],
};
