import { Injectable } from '@nestjs/common';
import { PlatformUnitOfWork } from '#libs/database';
import { Operator } from '../domain/operator.entity.js';
import { assertPassword } from '../domain/password-policy.js';
import { PasswordHasher } from './password-hasher.js';

export interface NewOperator {
  readonly email: string;
  readonly password: string;
  readonly name?: string | undefined;
}

@Injectable()
export class OperatorService {
  constructor(
    private readonly unitOfWork: PlatformUnitOfWork,
    private readonly hasher: PasswordHasher,
  ) {}

  /** @throws 409 `operator.email_taken`, 422 for a password that is too easy */
  async create({ email, password, name }: NewOperator): Promise<string> {
    assertPassword(password, [email, name]);
    const operator = Operator.create({ email, name: name ?? null, passwordHash: await this.hasher.hash(password) });
    await this.unitOfWork.commit(operator);
    return operator.id;
  }
}
