import { defineEntity, p } from '@mikro-orm/core';
import { uuidv7 } from '#libs/kernel';
import { sessionColumns } from '../../sessions/domain/session-columns.js';
import { openedAt, type SignInPlace } from '../../sessions/domain/session-life.js';

export const OperatorSessionSchema = defineEntity({
  name: 'OperatorSession',
  tableName: 'operator_sessions',
  properties: { ...sessionColumns, operatorId: p.uuid() },
});

export class OperatorSession extends OperatorSessionSchema.class {
  static open(operatorId: string, place: SignInPlace): OperatorSession {
    return Object.assign(new OperatorSession(), { id: uuidv7(), operatorId, ...openedAt(place) });
  }
}
OperatorSessionSchema.setClass(OperatorSession);
