import type { ProblemDoc } from '#libs/http';

export const userProblems = {
  limitReached: { status: 402, code: 'plan.limit_reached', detail: 'The plan allows no more active users.' },
  beyondOwnRights: {
    status: 403,
    code: 'user.beyond_own_rights',
    detail: 'The change gives or touches rights that you do not have.',
  },
  emailTaken: {
    status: 409,
    code: 'user.email_taken',
    detail: 'Another user has this e-mail address; `existingId` names them.',
  },
  employeeIdTaken: { status: 409, code: 'user.employee_id_taken', detail: 'Another user has this employee number.' },
  lastAdmin: { status: 409, code: 'user.last_admin', detail: 'The account would be left without an active admin.' },
  ownAccount: { status: 409, code: 'user.own_account', detail: 'Nobody can deactivate themselves.' },
  weakPassword: {
    status: 422,
    code: 'password.too_common',
    detail: 'The password is too short, too common or made of personal data.',
  },
} as const satisfies Record<string, ProblemDoc>;
