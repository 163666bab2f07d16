import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { attachingRefusals } from '#contexts/files';
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
import { unknownEquipment, unknownFacility } from '../../assets.refusals.js';
import { DocumentService } from '../application/document.service.js';
import { twoOwners } from '../domain/document.errors.js';
import { CreateDocumentDto, DocumentDto, DocumentQuery, UpdateDocumentDto } from './document.dto.js';

@ApiSection('Documents', 'Files of machines and facilities: manuals, certificates, plans and pictures.')
@Controller('v1/documents')
export class DocumentController {
  constructor(private readonly documents: DocumentService) {}

  @Get()
  @Permission('documents:read')
  @ApiList(DocumentDto, {
    summary: 'List documents',
    description:
      'With `equipmentId` or `facilityId` those of a machine or a facility; with `expiresBefore` and `sort=expiryDate` those that have to be renewed. Callers without `facilities:read_all` see those of their facilities.',
  })
  listDocuments(@Query() query: DocumentQuery): Promise<Page<DocumentDto>> {
    return this.documents.list(listRequest(query));
  }

  @Post()
  @Permission('documents:create')
  @ApiCreate(DocumentDto, {
    summary: 'Add a document to a machine or a facility',
    description:
      'Attaches a file that the caller has uploaded with POST /v1/uploads within the last day. From then on it stays with the machine, or with the facility, until the document is removed.',
    problems: [unknownEquipment, unknownFacility, twoOwners, ...attachingRefusals],
  })
  createDocument(@Body() body: CreateDocumentDto): Promise<DocumentDto> {
    return this.documents.create(body);
  }

  @Get(':id')
  @Permission('documents:read')
  @ApiRead(DocumentDto, {
    summary: 'Read a document',
    description: 'Answers what the document is about, with an address of its file that holds for five to ten minutes.',
  })
  getDocument(@IdParam() id: string): Promise<DocumentDto> {
    return this.documents.get(id);
  }

  @Patch(':id')
  @Permission('documents:update')
  @ApiUpdate(DocumentDto, {
    summary: 'Change a document',
    description:
      'Changes title, kind or last day of validity. The file stays: for another one remove the document and add it anew.',
  })
  updateDocument(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UpdateDocumentDto,
  ): Promise<DocumentDto> {
    return this.documents.edit(id, version, body);
  }

  @Delete(':id')
  @Permission('documents:delete')
  @ApiRemove({
    summary: 'Remove a document',
    description:
      'No link leads to its file any more, and its bytes no longer count against the plan. The file itself is removed after 30 days.',
  })
  removeDocument(@IdParam() id: string, @IfMatch() version: number): Promise<void> {
    return this.documents.remove(id, version);
  }
}
