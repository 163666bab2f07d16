import { DeadlineWakeupsService } from './application/deadline-wakeups.service.js';
import { DeadlineService } from './application/deadline.service.js';
import { TellDeadlinesJob } from './jobs/tell-deadlines.job.js';

export const deadlines = { providers: [DeadlineService, DeadlineWakeupsService, TellDeadlinesJob] };
