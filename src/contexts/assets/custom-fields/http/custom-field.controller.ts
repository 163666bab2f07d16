import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import {
  ApiAction,
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
import { demoIds } from '../../../demo-ids.js';
import { CustomFieldService } from '../application/custom-field.service.js';
import {
  customFieldInUse,
  keyTaken,
  optionInUse,
  optionsNeeded,
  unitNotNeeded,
} from '../domain/custom-field.errors.js';
import { CreateCustomFieldDto, CustomFieldDto, CustomFieldQuery, UpdateCustomFieldDto } from './custom-field.dto.js';

@ApiSection(
  'Custom fields',
  'What the account keeps about machines and work orders beyond the usual: fields with a name, a type and rules.',
)
@Controller('v1/custom-fields')
export class CustomFieldController {
  constructor(private readonly fields: CustomFieldService) {}

  @Get()
  @Permission('custom_fields:read')
  @ApiList(CustomFieldDto, {
    summary: 'List custom fields',
    description:
      'The fields that the account defines, in their order, archived ones included unless `archived` is given; `appliesTo` finds those of machines or of work orders. Values are in `customFields` of each, under the key.',
  })
  listCustomFields(@Query() query: CustomFieldQuery): Promise<Page<CustomFieldDto>> {
    return this.fields.list(listRequest(query));
  }

  @Post()
  @Permission('custom_fields:create')
  @ApiCreate(CustomFieldDto, {
    summary: 'Define a custom field',
    description:
      'Values that are written from then on must fit it (422), those that are there already under its key stay. A required field is asked for when a machine or work order is added or its fields are changed, not of what schedules generate. A key that another field has is refused (409).',
    problems: [keyTaken, optionsNeeded, unitNotNeeded],
  })
  createCustomField(@Body() body: CreateCustomFieldDto): Promise<CustomFieldDto> {
    return this.fields.create(body);
  }

  @Get(':id')
  @Permission('custom_fields:read')
  @ApiRead(CustomFieldDto, {
    summary: 'Read a custom field',
    description: 'Answers what the field is called, what its values are and whether it is required.',
  })
  getCustomField(@IdParam() id: string): Promise<CustomFieldDto> {
    return this.fields.get(id);
  }

  @Patch(':id')
  @Permission('custom_fields:update')
  @ApiUpdate(CustomFieldDto, {
    summary: 'Change a custom field',
    description:
      'Key and type stay as they are. Options that machines or work orders have cannot be taken away (409 with their number). What becomes required is asked for at the next change of the fields of either.',
    problems: [optionInUse, optionsNeeded, unitNotNeeded],
  })
  updateCustomField(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateCustomFieldDto,
  ): Promise<CustomFieldDto> {
    return this.fields.edit(id, version, body);
  }

  @Delete(':id')
  @Permission('custom_fields:delete')
  @ApiRemove({
    summary: 'Delete a custom field that nothing uses',
    row: demoIds.unusedCustomField,
    description:
      'For what was defined by mistake: one in which machines or work orders have a value is refused (409) with their number. Archive it instead.',
    problems: [customFieldInUse],
  })
  deleteCustomField(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.fields.remove(id, version);
  }

  @Post(':id/archive')
  @Permission('custom_fields:update')
  @ApiAction(CustomFieldDto, {
    summary: 'Archive a custom field',
    description:
      'Machines and work orders keep their values in it and can still be found by them; it takes no new ones (422) and is not required any more. Changes nothing when it is archived already.',
    shows: { archivedAt: '2026-11-22T10:00:00.000Z' },
  })
  archiveCustomField(@IdParam() id: string, @IfMatch() version: number): Promise<CustomFieldDto> {
    return this.fields.archive(id, version);
  }

  @Post(':id/restore')
  @Permission('custom_fields:update')
  @ApiAction(CustomFieldDto, {
    summary: 'Restore an archived custom field',
    row: demoIds.archivedCustomField,
    description: 'It takes values again and is required again where it was. Changes nothing when it is not archived.',
  })
  restoreCustomField(@IdParam() id: string, @IfMatch() version: number): Promise<CustomFieldDto> {
    return this.fields.restore(id, version);
  }
}
