import { DomainError } from '#libs/kernel';

export const operationEnded = (status: string): DomainError =>
  new DomainError('operation.ended', 'conflict', `The operation has ended already: it has ${status}.`, {
    members: { currentStatus: status },
  });
