import { DomainError } from '#libs/kernel';

export function beyondOwnRights(missing: readonly string[]): DomainError {
  const detail = 'You cannot give others rights that you do not have yourself.';
  return new DomainError('user.beyond_own_rights', 'forbidden', detail, { members: { missing } });
}

export function lastAdmin(): DomainError {
  const detail = 'This is the last active admin: make somebody else admin first.';
  return new DomainError('user.last_admin', 'conflict', detail);
}

export function ownAccount(): DomainError {
  return new DomainError('user.own_account', 'conflict', 'You cannot deactivate yourself. Ask another admin.');
}
