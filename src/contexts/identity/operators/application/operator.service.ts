import { Injectable } from '@nestjs/common';
import { PlatformDb, PlatformEntityManager, PlatformUnitOfWork } from '#libs/database';
import { notFound, refuse, type OperatorRole } from '#libs/kernel';
import { currentActor } from '#libs/request-context';
import { Signals } from '#libs/signals';
import { NewPasswordService } from '../../passwords/application/new-password.service.js';
import { normalEmail } from '../../people/domain/user.entity.js';
import { SESSIONS } from '../../sessions/application/live-sessions.js';
import { Operator } from '../domain/operator.entity.js';
import { noSuchOperator } from '../domain/operator.errors.js';
import { operatorById, operatorView, type OperatorView } from './operator.queries.js';

export interface NewOperator {
  readonly email: string;
  readonly password: string;
  readonly name?: string | undefined;
  /** Default: admin, as the first one has to be. */
  readonly role?: OperatorRole | undefined;
}

@Injectable()
export class OperatorService {
  constructor(
    private readonly db: PlatformDb,
    private readonly em: PlatformEntityManager,
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly passwords: NewPasswordService,
    private readonly signals: Signals,
  ) {}

  /** @throws 409 `operator.email_taken`, 422 for a password that is too easy */
  async create({ email, password, name, role = 'admin' }: NewOperator): Promise<string> {
    const passwordHash = await this.passwords.hash(password, [email, name]);
    const operator = Operator.create({ email, name: name ?? null, passwordHash, role });
    await this.unitOfWork.commit(operator);
    return operator.id;
  }

  /** Holds from the operator's next request on. @throws 404 `operator.not_found` */
  async changeRole(email: string, role: OperatorRole): Promise<void> {
    const operator = await this.em.findOne(Operator, { email: normalEmail(email) });
    if (!operator) throw refuse(noSuchOperator, { detail: `No operator has the e-mail address ${email}.` });
    operator.changeRole(role);
    await this.unitOfWork.commit(operator);
    await this.signals.send(SESSIONS, operator.id);
  }

  /** The operator who asks. */
  async own(): Promise<OperatorView> {
    const actor = currentActor();
    const row = actor.kind === 'operator' ? await this.db.one(operatorById, { id: actor.id }) : undefined;
    if (!row) throw notFound();
    return operatorView(row);
  }
}
