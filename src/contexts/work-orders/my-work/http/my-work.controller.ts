import { Controller, Get } from '@nestjs/common';
import { ApiRead, ApiSection, Permission } from '#libs/http';
import { MyWorkService } from '../application/my-work.service.js';
import { MyWorkDto } from './my-work.dto.js';

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/me/work')
export class MyWorkController {
  constructor(private readonly work: MyWorkService) {}

  @Get()
  @Permission('work_orders:read')
  @ApiRead(MyWorkDto, {
    summary: 'Read one’s own work',
    description:
      'All that a technician needs on site in one answer: the open work of the caller and their teams with place, machine, contacts, parts, what was last done on the machine, and the visit that is still open.',
  })
  getMyWork(): Promise<MyWorkDto> {
    return this.work.read();
  }
}
