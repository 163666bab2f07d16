import { Module } from '@nestjs/common';
import { WorkOrdersModule } from '#contexts/work-orders';
import { inbox } from './inbox/inbox.providers.js';

@Module({ imports: [WorkOrdersModule], controllers: inbox.controllers, providers: inbox.providers })
export class NotificationsModule {}
