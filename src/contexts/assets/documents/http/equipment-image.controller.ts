import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { attachingRefusals, uploadNoImage } from '#contexts/files';
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
import { unknownEquipment } from '../../assets.refusals.js';
import { EquipmentImageService } from '../application/equipment-image.service.js';
import {
  CreateEquipmentImageDto,
  EquipmentImageDto,
  EquipmentImageQuery,
  UpdateEquipmentImageDto,
} from './equipment-image.dto.js';

@ApiSection('Documents', 'Files of machines and facilities: manuals, certificates, plans and pictures.')
@Controller('v1/equipment-images')
export class EquipmentImageController {
  constructor(private readonly images: EquipmentImageService) {}

  @Get()
  @Permission('documents:read')
  @ApiList(EquipmentImageDto, {
    summary: 'List pictures of machines',
    description:
      'With `equipmentId` those of a machine. Each comes with addresses of the picture and of its thumbnail. Callers without `facilities:read_all` see those of their facilities.',
  })
  listEquipmentImages(@Query() query: EquipmentImageQuery): Promise<Page<EquipmentImageDto>> {
    return this.images.list(listRequest(query));
  }

  @Post()
  @Permission('documents:create')
  @ApiCreate(EquipmentImageDto, {
    summary: 'Add a picture to a machine',
    description:
      'Attaches an image that the caller has uploaded with POST /v1/uploads within the last day. With `isPrimary` it takes the place of the one that stood for the machine.',
    problems: [unknownEquipment, ...attachingRefusals, uploadNoImage],
  })
  createEquipmentImage(@Body() body: CreateEquipmentImageDto): Promise<EquipmentImageDto> {
    return this.images.create(body);
  }

  @Get(':id')
  @Permission('documents:read')
  @ApiRead(EquipmentImageDto, {
    summary: 'Read a picture of a machine',
    description:
      'Answers what is to be seen, with addresses of picture and thumbnail that hold for five to ten minutes.',
  })
  getEquipmentImage(@IdParam() id: string): Promise<EquipmentImageDto> {
    return this.images.get(id);
  }

  @Patch(':id')
  @Permission('documents:update')
  @ApiUpdate(EquipmentImageDto, {
    summary: 'Change a picture of a machine',
    description:
      'Changes the caption, or which picture stands for the machine; the one that did so before no longer does.',
  })
  updateEquipmentImage(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateEquipmentImageDto,
  ): Promise<EquipmentImageDto> {
    return this.images.edit(id, version, body);
  }

  @Delete(':id')
  @Permission('documents:delete')
  @ApiRemove({
    summary: 'Remove a picture of a machine',
    description:
      'No link leads to the picture any more, and its bytes no longer count against the plan. The file itself is removed after 30 days.',
  })
  removeEquipmentImage(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.images.remove(id, version);
  }
}
