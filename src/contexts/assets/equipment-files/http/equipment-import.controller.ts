import { Body, Controller, Get, Post, StreamableFile } from '@nestjs/common';
import { unknownUpload } from '#contexts/files';
import { ApiAccepted, ApiDownload, ApiSection, IdParam, Permission, type OperationDto } from '#libs/http';
import { EquipmentImportService } from '../application/equipment-import.service.js';
import { importRefusals, MAX_ROWS } from '../domain/equipment-import.errors.js';
import { EquipmentImportDto, ImportEquipmentDto } from './equipment-import.dto.js';

@ApiSection('Equipment', 'Machines: what they are, where they stand, in what state.')
@Permission('equipment:create')
@Controller('v1/equipment')
export class EquipmentImportController {
  constructor(private readonly imports: EquipmentImportService) {}

  @Post('import')
  @ApiAccepted(EquipmentImportDto, {
    summary: 'Import machines from a file',
    description: `Reads the lines of a CSV or XLSX file, ${MAX_ROWS} at most, whose first line names the columns; of a workbook the first sheet. Columns of the export are known by their names, others are guessed: the result says what each was read as, so begin with a dry run, which does everything and then takes it back. Encoding (UTF-8, UTF-16, Windows-1252) and separator are recognised. What is wrong with which line and column stands at \`faultsPath\` of the result. \`upsert\` needs the permission \`equipment:update\`, \`createPlaces\` \`facilities:create\` and \`buildings:create\`, costs \`costs:read\`. What machines are part of is said last, since the others may stand anywhere in the file; with valid_only a line whose \`parentNumber\` is refused is written without it. Canceling keeps what valid_only has written by then, and nothing of the others.`,
    problems: [unknownUpload, ...importRefusals],
  })
  importEquipment(@Body() { mapping = [], ...options }: ImportEquipmentDto): Promise<OperationDto> {
    return this.imports.start({ ...options, mapping });
  }

  @Get('imports/:id/faults')
  @ApiDownload(['text/csv'], {
    summary: 'Get what was wrong with the lines of an import',
    description:
      'A CSV file with line, column, code and detail of each fault, for whoever asked for the import and those who may manage operations. Beyond 10,000 faults only the first one of each line is in it. Not found (404) until the operation has ended.',
  })
  async getEquipmentImportFaults(@IdParam('id', 'Id of the operation') id: string): Promise<StreamableFile> {
    return new StreamableFile(Buffer.from(await this.imports.faults(id)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="import-faults-${id}.csv"`,
    });
  }
}
