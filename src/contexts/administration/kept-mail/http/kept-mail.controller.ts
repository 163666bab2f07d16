import { Controller, Get, Query } from '@nestjs/common';
import { ApiList, ApiRead, ApiSection, IdParam, listRequest, OperatorPermission, type Page } from '#libs/http';
import { KeptMailService } from '../application/kept-mail.service.js';
import { KeptMailDto, KeptMailQuery } from './kept-mail.dto.js';

@ApiSection('Kept mails', 'What would have been sent, where no mail server is set.')
@Controller('admin/v1/mail')
export class KeptMailController {
  constructor(private readonly mails: KeptMailService) {}

  @Get()
  @OperatorPermission('mail:read')
  @ApiList(KeptMailDto, {
    summary: 'List kept mails',
    description:
      'Of all tenants and of the platform, the latest first: which mail went to whom, and when. Without SMTP_URL mails are kept for 30 days instead of being sent. What they say is not shown, since links in them open accounts; in development the page `/mail` shows it to whoever sits at the machine.',
  })
  listKeptMails(@Query() query: KeptMailQuery): Promise<Page<KeptMailDto>> {
    return this.mails.list(listRequest(query));
  }

  @Get(':id')
  @OperatorPermission('mail:read')
  @ApiRead(KeptMailDto, {
    summary: 'Read about a kept mail',
    description: 'Which mail it is, to whom it would have been sent and when, but not what it says.',
  })
  getKeptMail(@IdParam() id: string): Promise<KeptMailDto> {
    return this.mails.get(id);
  }
}
