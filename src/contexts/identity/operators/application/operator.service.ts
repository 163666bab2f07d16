import { Injectable } from '@nestjs/common';
import { PlatformUnitOfWork } from '#libs/database';
import { Operator } from '../domain/operator.entity.js';
import { NewPasswordService } from '../../passwords/application/new-password.service.js';

export interface NewOperator {
  readonly email: string;
  readonly password: string;
  readonly name?: string | undefined;
}

@Injectable()
export class OperatorService {
  constructor(
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly passwords: NewPasswordService,
  ) {}

  /** @throws 409 `operator.email_taken`, 422 for a password that is too easy */
  async create({ email, password, name }: NewOperator): Promise<string> {
    const passwordHash = await this.passwords.hash(password, [email, name]);
    const operator = Operator.create({ email, name: name ?? null, passwordHash });
    await this.unitOfWork.commit(operator);
    return operator.id;
  }
}
