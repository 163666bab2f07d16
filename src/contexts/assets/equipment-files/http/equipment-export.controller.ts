import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiDownload, ApiSection, Permission } from '#libs/http';
import { invalidFilter } from '../../custom-fields/domain/custom-field.errors.js';
import { EquipmentExportService } from '../application/equipment-export.service.js';
import { EquipmentExportQuery } from './equipment-export.dto.js';

@ApiSection('Equipment', 'Machines: what they are, where they stand, in what state.')
@Controller('v1/equipment/export')
export class EquipmentExportController {
  constructor(private readonly exports: EquipmentExportService) {}

  @Get()
  @Permission('equipment:read')
  @ApiDownload(['text/csv'], {
    summary: 'Get machines as a file for spreadsheets',
    problems: [invalidFilter],
    description:
      'A CSV file in UTF-8 with all machines that the list with the same filters shows to the caller, in its order. It has a column for each property, named like it; facility, building and the machine that it is part of are named by number, code and name, custom fields as `customFields.<key>`. Cells that a spreadsheet would take for a formula begin with an apostrophe. Costs are empty without the permission `costs:read`.',
  })
  async exportEquipment(@Query() { customFields, sort, ...filters }: EquipmentExportQuery): Promise<StreamableFile> {
    const content = await this.exports.csv({ filters, ...(sort !== undefined && { sort }) }, customFields);
    return new StreamableFile(content, {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="equipment.csv"',
    });
  }
}
