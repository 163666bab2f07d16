import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiRead, ApiSection, ApiUpdate, IfMatch, SignedIn } from '#libs/http';
import { PreferenceService } from '../application/preference.service.js';
import {
  NotificationPreferencesDto,
  shownPreferences,
  UpdateNotificationPreferencesDto,
} from './notification-preference.dto.js';

@ApiSection('Notifications', 'What the signed-in person is told. Nobody sees another’s.')
@Controller('v1/notification-preferences')
export class NotificationPreferenceController {
  constructor(private readonly preferences: PreferenceService) {}

  @Get()
  @SignedIn()
  @ApiRead(NotificationPreferencesDto, {
    summary: 'Read of what I am told, and how',
    description:
      'All types of notifications with the channels by which you are told of them: as you have chosen, else as the account has, else as is usual. Beside that when mails reach you.',
  })
  getNotificationPreferences(): Promise<NotificationPreferencesDto> {
    return this.preferences.get();
  }

  @Patch()
  @SignedIn()
  @ApiUpdate(NotificationPreferencesDto, {
    summary: 'Choose of what I am told, and how',
    shows: { types: shownPreferences({ stock_low: { email: false, ownEmail: false } }) },
    description:
      'Holds for what is told from then on; what waits to be mailed goes by what is chosen when it is due. A type or field that is absent stays as it was, and null has the choice of the account count again.',
  })
  updateNotificationPreferences(
    @IfMatch() version: number,
    @Body() body: UpdateNotificationPreferencesDto,
  ): Promise<NotificationPreferencesDto> {
    return this.preferences.change(version, body);
  }
}
