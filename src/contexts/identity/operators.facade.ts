import { Injectable } from '@nestjs/common';
import { OperatorResetService } from './operators/application/operator-reset.service.js';

/** Accounts of operators, for whoever runs the server. Each of it signs the operator out everywhere. @throws 404 `operator.not_found` */
@Injectable()
export class OperatorsFacade {
  constructor(private readonly resets: OperatorResetService) {}

  /** @throws 422 for a password that is too easy */
  resetPassword(email: string, password: string): Promise<void> {
    return this.resets.resetPassword(email, password);
  }

  resetTwoFactor(email: string): Promise<void> {
    return this.resets.resetTwoFactor(email);
  }

  deactivate(email: string): Promise<void> {
    return this.resets.deactivate(email);
  }

  activate(email: string): Promise<void> {
    return this.resets.activate(email);
  }
}
