import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreate,
  ApiList,
  ApiRead,
  ApiRemove,
  ApiSection,
  ApiUpdate,
  IdParam,
  IfMatch,
  listRequest,
  Permission,
  type Page,
} from '#libs/http';
import { LabourRateService } from '../application/labour-rate.service.js';
import { labourRateForNobody, labourRateTaken } from '../domain/labour-rate.errors.js';
import { CreateLabourRateDto, LabourRateDto, LabourRateQuery, UpdateLabourRateDto } from './labour-rate.dto.js';

@ApiSection('Labour rates', 'What an hour of a user costs, and from which day on.')
@Controller('v1/labour-rates')
export class LabourRateController {
  constructor(private readonly rates: LabourRateService) {}

  @Get()
  @Permission('labour_rates:read')
  @ApiList(LabourRateDto, {
    summary: 'List labour rates',
    description:
      'Those of all users or of one, former and future ones included, from the latest day on unless `sort` says otherwise. Amounts are null without the permission `costs:read`.',
  })
  listLabourRates(@Query() query: LabourRateQuery): Promise<Page<LabourRateDto>> {
    return this.rates.list(listRequest(query));
  }

  @Post()
  @Permission('labour_rates:create')
  @ApiCreate(LabourRateDto, {
    summary: 'Add a labour rate',
    description:
      'What an hour of the user costs from a day on, until the day of the next rate; also from a day that has passed: the costs of work that was done since follow. One for each user and day (409 otherwise). Needs the permission `costs:read` as well.',
    problems: [labourRateTaken, labourRateForNobody],
  })
  createLabourRate(@Body() body: CreateLabourRateDto): Promise<LabourRateDto> {
    return this.rates.create(body);
  }

  @Get(':id')
  @Permission('labour_rates:read')
  @ApiRead(LabourRateDto, {
    summary: 'Read a labour rate',
    description: 'One rate of a user, with the day from which it holds; null as the amount without `costs:read`.',
  })
  getLabourRate(@IdParam() id: string): Promise<LabourRateDto> {
    return this.rates.get(id);
  }

  @Patch(':id')
  @Permission('labour_rates:update')
  @ApiUpdate(LabourRateDto, {
    summary: 'Change a labour rate',
    description:
      'For one that was entered wrong: the costs of all work follow, also of work that is done. For a raise add another rate instead. The audit log keeps the values before and after.',
    problems: [labourRateTaken],
  })
  updateLabourRate(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateLabourRateDto,
  ): Promise<LabourRateDto> {
    return this.rates.edit(id, version, body);
  }

  @Delete(':id')
  @Permission('labour_rates:delete')
  @ApiRemove({
    summary: 'Delete a labour rate',
    description:
      'For one that was entered by mistake: the rate before it holds on, also for work that was done in its time. The audit log keeps what it was.',
  })
  deleteLabourRate(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.rates.remove(id, version);
  }
}
