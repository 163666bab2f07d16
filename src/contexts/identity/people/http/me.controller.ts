import { Controller, Get } from '@nestjs/common';
import { ApiRead, ApiSection, SignedIn } from '#libs/http';
import { MeService } from '../application/me.service.js';
import { MeDto } from './user.dto.js';

@ApiSection('Me', 'The account of whoever asks.')
@Controller('v1/me')
export class MeController {
  constructor(private readonly me: MeService) {}

  @Get()
  @SignedIn()
  @ApiRead(MeDto, { summary: 'Read who I am and what I may do' })
  getMe(): Promise<MeDto> {
    return this.me.get();
  }
}
