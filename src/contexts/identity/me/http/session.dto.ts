import { ApiSchema } from '@nestjs/swagger';
import { BooleanField, DateTimeField, pageQuery, StringField, TextField, UuidField } from '#libs/http';
import { sessionList } from '../../sessions/application/session.queries.js';

@ApiSchema({ name: 'Session' })
export class SessionDto {
  @UuidField({ description: 'Id', example: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3d001' })
  id: string;

  @BooleanField({ description: 'Whether it is the one that asks', example: true })
  isCurrent: boolean;

  @StringField({
    description: 'Address that the sign-in came from',
    example: '192.0.2.7',
    maxLength: 64,
    nullable: true,
  })
  ipAddress: string | null;

  @TextField({
    description: 'Program that signed in, as it named itself',
    example: 'Mozilla/5.0 (iPhone)',
    maxLength: 1_000,
    nullable: true,
  })
  userAgent: string | null;

  @DateTimeField({ description: 'When the password was given last', example: '2026-11-22T10:00:00.000Z' })
  authenticatedAt: string;

  @DateTimeField({ description: 'When its tokens were renewed last', example: '2026-11-22T11:30:00.000Z' })
  lastSeenAt: string;

  @DateTimeField({ description: 'When it ends unless it is used before', example: '2026-12-22T11:30:00.000Z' })
  expiresAt: string;

  @DateTimeField({ description: 'When it began', example: '2026-11-22T10:00:00.000Z' })
  createdAt: string;
}

export class SessionQuery extends pageQuery({ name: 'Session', list: sessionList }) {}
