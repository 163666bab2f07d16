import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  ApiAction,
  ApiList,
  ApiRead,
  ApiSection,
  IdParam,
  listRequest,
  OperatorPermission,
  OperatorReasonDto,
  type Page,
} from '#libs/http';
import { JobService } from '../application/job.service.js';
import { JobDto, JobKindsDto, JobQuery } from './job.dto.js';

@ApiSection('Jobs', 'What runs in the background for tenants. Those without anything to do have no job.')
@Controller('admin/v1/jobs')
export class JobController {
  constructor(private readonly jobs: JobService) {}

  @Get()
  @OperatorPermission('jobs:read')
  @ApiList(JobDto, {
    summary: 'List jobs',
    description:
      'One for each tenant and kind of work that is due some time: when it runs next and ran last, which process holds it how long, and what it failed of. `failing=true` shows what needs somebody.',
  })
  listJobs(@Query() query: JobQuery): Promise<Page<JobDto>> {
    return this.jobs.list(listRequest(query));
  }

  @Get('kinds')
  @OperatorPermission('jobs:read')
  @ApiRead(JobKindsDto, {
    summary: 'Read how each kind of job fares',
    description:
      'Over all tenants, and what runs once for the whole platform: how many have such work, how many run and fail, since when the longest has been waiting, and the next and the last run.',
  })
  getJobKinds(): Promise<JobKindsDto> {
    return this.jobs.kinds();
  }

  @Get(':id')
  @OperatorPermission('jobs:read')
  @ApiRead(JobDto, {
    summary: 'Read a job',
    description:
      'Its next and its last run, and what the last one failed of. A job whose work is done, with nothing more to come, does not exist any more (404).',
  })
  getJob(@IdParam() id: string): Promise<JobDto> {
    return this.jobs.get(id);
  }

  @Post(':id/retry')
  @OperatorPermission('jobs:retry')
  @ApiAction(JobDto, {
    summary: 'Run a job at once',
    sends: { reason: 'The table that it failed of is back' },
    description:
      'Moves its next run to now, say because what it failed of has been mended. One that is running runs once more afterwards; work that is done is not done twice.',
  })
  retryJob(@IdParam() id: string, @Body() { reason }: OperatorReasonDto): Promise<JobDto> {
    return this.jobs.retry(id, reason);
  }
}
