import { ApiSchema, PickType } from '@nestjs/swagger';
import { BooleanField, DateTimeField, pageQuery, StringField, TextField, UuidField } from '#libs/http';
import { demoIds } from '../../../demo-ids.js';
import { messageList } from '../application/service-request-message.queries.js';

@ApiSchema({ name: 'ServiceRequestMessage' })
export class ServiceRequestMessageDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3bccc' })
  id: string;

  @TextField({ description: 'What was written', example: 'Which of the two doors is it?', maxLength: 5_000 })
  message: string;

  @BooleanField({ description: 'A note of staff, which no requester sees', example: false })
  isInternal: boolean;

  @UuidField({ description: 'Who wrote it', example: demoIds.admin })
  userId: string;

  @StringField({ description: 'Name of that user', example: 'Ingrid Sørensen', maxLength: 201, nullable: true })
  userName: string | null;

  @DateTimeField({ description: 'When', example: '2026-11-22T11:05:00.000Z' })
  createdAt: string;
}

@ApiSchema({ name: 'CreateServiceRequestMessage' })
export class CreateServiceRequestMessageDto extends PickType(ServiceRequestMessageDto, ['message']) {
  @BooleanField({ description: 'A note of staff, which no requester sees', example: false, default: false })
  isInternal: boolean;
}

/** Read in the order of a conversation, or from the latest on. */
export class ServiceRequestMessageQuery extends pageQuery({ name: 'ServiceRequestMessage', list: messageList }) {}
