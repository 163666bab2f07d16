import { Controller, Get, Query } from '@nestjs/common';
import { ApiRead, ApiSection, Permission } from '#libs/http';
import { DispatchService } from '../application/dispatch.service.js';
import { rangeReversed, rangeTooLong } from '../domain/calendar.errors.js';
import { BoardDto, BoardQuery, CalendarDto, CalendarQuery } from './dispatch.dto.js';

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1/work-orders')
export class DispatchController {
  constructor(private readonly dispatch: DispatchService) {}

  @Get('board')
  @Permission('work_orders:read')
  @ApiRead(BoardDto, {
    summary: 'Read the board of open work',
    description:
      'How much open work stands in which state, and the first of each by due time: what `GET /v1/work-orders` shows the caller, all of it or of one user, team or facility. More of a state are at `/v1/work-orders?status=…&sort=dueAt`.',
  })
  async getWorkOrderBoard(@Query() { limit, ...filters }: BoardQuery): Promise<BoardDto> {
    return { columns: await this.dispatch.board(filters, limit) };
  }

  @Get('calendar')
  @Permission('work_orders:read')
  @ApiRead(CalendarDto, {
    summary: 'Read the calendar of work',
    description:
      'What is scheduled in a range of time, for each user and team that has it, and the open work that is not scheduled yet: what `GET /v1/work-orders` shows the caller, all of it or of one user, team or facility. Canceled and rejected work is left out.',
    problems: [rangeReversed, rangeTooLong],
  })
  getWorkOrderCalendar(@Query() query: CalendarQuery): Promise<CalendarDto> {
    return this.dispatch.calendar(query);
  }
}
