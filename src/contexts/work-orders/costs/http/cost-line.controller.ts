import { Body, Controller, Delete, Get, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
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
import { CostLineService } from '../application/cost-line.service.js';
import { CostLineDto, CostLineQuery, CreateCostLineDto, UpdateCostLineDto } from './cost-line.dto.js';

@ApiSection('Work orders', 'Work to be done at a facility or on a machine, from its creation until it is completed.')
@Controller('v1')
export class CostLineController {
  constructor(private readonly lines: CostLineService) {}

  @Get('work-orders/:id/cost-lines')
  @Permission('cost_lines:read')
  @ApiList(CostLineDto, {
    summary: 'List other costs of a work order',
    description:
      'What it cost besides labour and parts, in order of time unless `sort` says otherwise; `/v1/work-orders/{id}/costs` has the sums. Amounts are null without the permission `costs:read`.',
  })
  listCostLines(@IdParam() id: string, @Query() query: CostLineQuery): Promise<Page<CostLineDto>> {
    return this.lines.ofWorkOrder(id, listRequest(query));
  }

  @Post('work-orders/:id/cost-lines')
  @Permission('cost_lines:create')
  @ApiCreate(CostLineDto, {
    summary: 'Add a cost to a work order',
    description:
      'Travel, a subcontractor, material that is no part of the store, or something else; also after the work has ended, since invoices come late. It is a line of the history of the work order. Needs the permission `costs:read` as well.',
  })
  async addCostLine(
    @IdParam() id: string,
    @Body() body: CreateCostLineDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CostLineDto> {
    const line = await this.lines.add(id, body);
    reply.header('Location', `/v1/cost-lines/${line.id}`);
    return line;
  }

  @Get('cost-lines/:id')
  @Permission('cost_lines:read')
  @ApiRead(CostLineDto, {
    summary: 'Read a cost line',
    description:
      'One of the other costs of a work order that the caller sees: what was paid for, how much, and who added it.',
  })
  getCostLine(@IdParam() id: string): Promise<CostLineDto> {
    return this.lines.get(id);
  }

  @Patch('cost-lines/:id')
  @Permission('cost_lines:update')
  @ApiUpdate(CostLineDto, {
    summary: 'Change a cost line',
    description:
      'For one that was entered wrong, also after the work has ended. The history of the work order says that it changed, the audit log what the values were before. Needs the permission `costs:read` as well.',
  })
  updateCostLine(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateCostLineDto,
  ): Promise<CostLineDto> {
    return this.lines.edit(id, version, body);
  }

  @Delete('cost-lines/:id')
  @Permission('cost_lines:delete')
  @ApiRemove({
    summary: 'Delete a cost line',
    description:
      'For one that was entered by mistake: it no longer counts. The history of the work order keeps that there was one, the audit log what it said.',
  })
  deleteCostLine(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.lines.remove(id, version);
  }
}
