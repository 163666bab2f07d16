import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiResponse, ApiSchema } from '@nestjs/swagger';
import {
  ApiAction,
  ApiBulk,
  ApiList,
  ApiRead,
  ApiRemove,
  ApiSection,
  ApiUpdate,
  ArrayField,
  DateTimeField,
  IdParam,
  IntegerField,
  items,
  OperatorPermission,
  pageQuery,
  Permission,
  OperatorReasonDto,
  StringField,
  type Page,
  UuidField,
} from '#libs/http';
import { ContactDto } from './http-fixture.dto.js';

const doc = { summary: 'Do something' };

@ApiSchema({ name: 'Note' })
class NoteDto {
  @UuidField({ description: 'Id' })
  id: string;

  @StringField({ description: 'Words', maxLength: 40 })
  words: string;
}

@ApiSchema({ name: 'Winch' })
class WinchDto {
  @IntegerField({ description: 'Version', example: 3, min: 1 })
  version: number;
}

class UsedWinchDto extends WinchDto {
  @DateTimeField({ description: 'Last change', example: '2026-11-22T10:00:00.000Z' })
  updatedAt: string;
}

class WinchQuery extends pageQuery({
  name: 'Winch',
  list: { spec: { sorts: { version: true }, defaultSort: 'version' } },
}) {}

class EverythingDto {
  @ArrayField({ description: 'All of them', of: items.object(ContactDto), maxItems: 10 })
  data: ContactDto[];
}

class SnakeQuery {
  @StringField({ description: 'Name', example: 'Ada', maxLength: 40, optional: true })
  last_name?: string;
}

/** Each handler breaks one convention. */
@ApiSection('Careless', 'Forgets everything.')
@Permission('lifts:write')
@Controller('v1/careless')
export class CarelessController {
  @Get('hidden')
  @ApiExcludeEndpoint()
  @ApiRead(ContactDto, doc)
  getHidden(): void {}

  @Get('plain')
  @ApiResponse({ status: 200, description: 'Fine', type: ContactDto })
  getPlain(): void {}

  @Get('teapot')
  @ApiRead(ContactDto, doc)
  @ApiResponse({ status: 418, description: 'No problem' })
  getTeapot(): void {}

  @Get('note')
  @ApiRead(NoteDto, doc)
  getNote(): void {}

  @Get()
  @ApiRead(EverythingDto, doc)
  getEverything(): void {}

  @Get('winches')
  @ApiList(UsedWinchDto, doc)
  listWinches(@Query() _query: WinchQuery): Page<UsedWinchDto> {
    return { data: [], nextCursor: null };
  }

  @Get('untagged')
  @ApiResponse({ status: 200, description: 'Fine', type: WinchDto })
  getUntagged(): void {}

  @Get('contacts/:id')
  @ApiRead(ContactDto, doc)
  getContact(@IdParam() _id: string): void {}

  @Patch('contacts/:id')
  @ApiUpdate(ContactDto, doc)
  updateContact(@IdParam() _id: string, @Body() _body: ContactDto): void {}

  @Get('lifts/:id')
  @ApiRead(WinchDto, doc)
  getVersioned(@IdParam() _id: string): void {}

  @Delete('lifts/:id')
  @ApiRemove(doc)
  removeUnseen(@IdParam() _id: string): void {}

  @Post('lifts/:id/stop')
  @ApiAction(WinchDto, doc)
  stopUnseen(@IdParam() _id: string): void {}

  @Post('lifts/:id/ring')
  @ApiAction(WinchDto, { ...doc, unconditional: 'Ringing changes nothing.' })
  ringUnconditionally(@IdParam() _id: string): void {}

  @Post('bulk')
  @ApiAction(ContactDto, doc)
  createAll(@Body() _body: ContactDto): void {}

  @Post('more/bulk')
  @ApiBulk(doc)
  createWithoutLimit(@Body() _body: EverythingDto): void {}

  @Post('made')
  @ApiAction(undefined, doc)
  @ApiResponse({ status: 201, description: 'Made', type: ContactDto })
  make(): void {}

  @Post('begun')
  @ApiAction(undefined, doc)
  @ApiResponse({ status: 202, description: 'Begun', type: ContactDto })
  begin(): void {}

  @Get('named/:name')
  @ApiRead(ContactDto, doc)
  getNamed(@Param('name') _name: string): void {}

  @Get('camelCase')
  @ApiRead(ContactDto, doc)
  getCamel(@Query() _query: SnakeQuery): void {}
}

@ApiSection('Careless operators', 'Who forgets why.')
@OperatorPermission('lifts:stop')
@Controller('admin/v1/careless')
export class CarelessOperatorController {
  @Post('stop')
  @ApiAction(undefined, doc)
  stopWithoutReason(): void {}

  @Post('ring')
  @ApiAction(undefined, doc)
  ringWithReason(@Body() _body: OperatorReasonDto): void {}
}
