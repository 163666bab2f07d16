import { Controller, Get, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiAction, ApiDownload, ApiRead, ApiSection, IdParam, IfMatch, Permission } from '#libs/http';
import { EquipmentDto } from '../../equipment/http/equipment.dto.js';
import { EquipmentLabelService } from '../application/equipment-label.service.js';
import { CodeParam } from './code-param.js';
import { QrCodeQuery } from './qr-code.dto.js';
import { qrFormats, qrPicture } from './qr-picture.js';

@ApiSection('Equipment', 'Machines: what they are, where they stand, in what state.')
@Controller('v1/equipment')
export class EquipmentLabelController {
  constructor(private readonly labels: EquipmentLabelService) {}

  @Get('by-qr/:code')
  @Permission('equipment:read')
  @ApiRead(EquipmentDto, {
    summary: 'Find a machine by what its code says',
    description:
      'Takes the last part of the address in a printed code, or the content of a label of your own, which `qrCode` holds. A code that was replaced, that of another account and that of a machine which the caller does not see are not found (404), like one that never was.',
  })
  findEquipmentByQrCode(@CodeParam() code: string): Promise<EquipmentDto> {
    return this.labels.find(code);
  }

  @Get(':id/qr-code')
  @Permission('equipment:read')
  @ApiDownload(Object.values(qrFormats), {
    summary: 'Get the code of a machine, to print it',
    description:
      'A picture that says `/equipment/by-qr/…` at the primary domain of the account. It can be read when a quarter of it is lost, and stays the same until it is replaced or another domain becomes the primary one; the former domain still leads to the account.',
  })
  async getEquipmentQrCode(@IdParam() id: string, @Query() { format }: QrCodeQuery): Promise<StreamableFile> {
    return new StreamableFile(qrPicture(await this.labels.address(id), format), {
      type: qrFormats[format],
      disposition: `attachment; filename="equipment-${id}.${format}"`,
    });
  }

  @Post(':id/replace-qr-code')
  @Permission('equipment:update')
  @ApiAction(EquipmentDto, {
    summary: 'Give a machine another code',
    description:
      'For a code that was lost, copied or stuck on the wrong machine: what was printed until now is not found any more (404), and the new code has to be printed. The content of a label of your own, `qrCode`, stays.',
  })
  replaceEquipmentQrCode(@IdParam() id: string, @IfMatch() version: number): Promise<EquipmentDto> {
    return this.labels.replace(id, version);
  }
}
