import { Body, Controller, Post } from '@nestjs/common';
import { ApiAction, ApiSection, IdParam, IfMatch, Permission } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { ReasonDto } from '../../orders/http/work-order-transition.dto.js';
import { ServiceRequestFollowUpService } from '../application/service-request-follow-up.service.js';
import { notTheRequester, ratingFinal, reopenedTooLate, workNotCompleted } from '../domain/follow-up.errors.js';
import { RatingDto } from './service-request-follow-up.dto.js';
import { ServiceRequestDto } from './service-request.dto.js';

@ApiSection('Service requests', 'What customers and staff ask for, until it is done or turned down.')
@Controller('v1/service-requests/:id')
export class ServiceRequestFollowUpController {
  constructor(private readonly followUp: ServiceRequestFollowUpService) {}

  @Post('reopen')
  @Permission('service_requests:reopen')
  @ApiAction(ServiceRequestDto, {
    summary: 'Say that the work is not right',
    row: demoIds.convertedRequest,
    sends: { reason: 'It stops on floor 3 again since this morning.' },
    shows: { status: 'converted_to_task', allowedTransitions: [], reopenableUntil: null },
    description:
      'Reopens the work order of the request, within 14 days of its completion (409 afterwards, `reopenableUntil` says until when): it is in progress again, with the reason, and all whose requests it answers are told.',
    problems: [workNotCompleted, reopenedTooLate],
  })
  reopenServiceRequest(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { reason }: ReasonDto,
  ): Promise<ServiceRequestDto> {
    return this.followUp.reopen(id, version, reason);
  }

  @Post('rate')
  @Permission('service_requests:rate')
  @ApiAction(ServiceRequestDto, {
    summary: 'Rate the work that was asked for',
    row: demoIds.convertedRequest,
    shows: {
      status: 'converted_to_task',
      allowedTransitions: [],
      rating: 4,
      ratingComment: 'Quick, and clean afterwards.',
    },
    description:
      'Once the work is completed (409 before), by whoever made the request alone (403 for others). Rating again replaces rating and comment for 7 days after the first time (409 afterwards); work that was reopened and completed anew can be rated anew.',
    problems: [notTheRequester, workNotCompleted, ratingFinal],
  })
  rateServiceRequest(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() { rating, comment = null }: RatingDto,
  ): Promise<ServiceRequestDto> {
    return this.followUp.rate(id, version, { rating, comment });
  }
}
