import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiRead, ApiSection, ApiUpdate, IfMatch, Permission } from '#libs/http';
import { AccountPreferenceService } from '../application/account-preference.service.js';
import {
  NotificationDefaultsDto,
  shownDefaults,
  UpdateNotificationDefaultsDto,
} from './notification-preference.dto.js';

@ApiSection('Notifications', 'What the signed-in person is told. Nobody sees another’s.')
@Controller('v1/tenant/notification-preferences')
export class NotificationDefaultController {
  constructor(private readonly preferences: AccountPreferenceService) {}

  @Get()
  @Permission('tenant:read')
  @ApiRead(NotificationDefaultsDto, {
    summary: 'Read by which channels people of the account are told',
    description:
      'All types of notifications with the channels that count for people who have chosen nothing themselves: as the account has chosen, else as is usual.',
  })
  getNotificationDefaults(): Promise<NotificationDefaultsDto> {
    return this.preferences.get();
  }

  @Patch()
  @Permission('tenant:update')
  @ApiUpdate(NotificationDefaultsDto, {
    summary: 'Choose by which channels people of the account are told',
    shows: { types: shownDefaults({ task_status_changed: { email: true } }) },
    description:
      'Counts for people who have chosen nothing themselves, from what is told next. A type or channel that is absent stays as it was; null goes back to what is usual.',
  })
  updateNotificationDefaults(
    @IfMatch() version: number,
    @Body() { choices = [] }: UpdateNotificationDefaultsDto,
  ): Promise<NotificationDefaultsDto> {
    return this.preferences.change(version, choices);
  }
}
