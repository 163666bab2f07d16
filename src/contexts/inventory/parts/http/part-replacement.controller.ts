import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiCreate, ApiList, ApiRemove, ApiSection, IdParam, listRequest, Permission, type Page } from '#libs/http';
import { EXAMPLE_ID } from '#libs/kernel';
import { PartReplacementService } from '../application/part-replacement.service.js';
import { alreadyReplacement, replacementCycle, unknownReplacement } from '../domain/part-replacement.errors.js';
import { CreatePartReplacementDto, PartReplacementDto, PartReplacementQuery } from './part-replacement.dto.js';

@ApiSection('Parts', 'Spare parts and consumables, and how many of them there are.')
@Controller('v1/parts/:id/replacements')
export class PartReplacementController {
  constructor(private readonly replacements: PartReplacementService) {}

  @Get()
  @Permission('parts:read')
  @ApiList(PartReplacementDto, {
    summary: 'List what takes the place of a part',
    description:
      'The parts that can be used in its place, with how many of each are free, in the order in which they were named. What replaces those is at their own replacements.',
  })
  listPartReplacements(@IdParam() id: string, @Query() query: PartReplacementQuery): Promise<Page<PartReplacementDto>> {
    return this.replacements.list(id, listRequest(query));
  }

  @Post()
  @Permission('parts:update')
  @ApiCreate(PartReplacementDto, {
    summary: 'Name a part that takes the place of another',
    description:
      'Both stay parts of their own, with their own stock. A part that would come to replace itself, directly or by way of others, is refused (409), also when two people close the circle at once.',
    problems: [unknownReplacement, alreadyReplacement, replacementCycle],
  })
  createPartReplacement(
    @IdParam() id: string,
    @Body() { replacementId, notes }: CreatePartReplacementDto,
  ): Promise<PartReplacementDto> {
    return this.replacements.add(id, replacementId, notes);
  }

  @Delete(':linkId')
  @Permission('parts:update')
  @ApiRemove({
    summary: 'Take a replacement away',
    description:
      'The part is no longer named as one that takes the place of the other. Nothing else about either of them changes.',
  })
  removePartReplacement(
    @IdParam() id: string,
    @IdParam('linkId', 'The `id` that the list answers', EXAMPLE_ID) linkId: string,
  ): Promise<void> {
    return this.replacements.remove(id, linkId);
  }
}
