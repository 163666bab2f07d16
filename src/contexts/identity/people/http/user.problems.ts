import { takenProblem, type ProblemDoc } from '#libs/http';

const weakPassword = (code: string, detail: string): ProblemDoc => ({
  status: 422,
  code,
  detail,
  pointer: '/password',
});

export const weakPasswords: readonly ProblemDoc[] = [
  weakPassword('password.too_short', 'The password has fewer than ten characters.'),
  weakPassword('password.too_long', 'The password has more than 256 characters.'),
  weakPassword('password.too_common', 'The password is one of the first that are tried.'),
  weakPassword('password.too_personal', 'The password is made of the address, the name or the company.'),
];

export const userProblems = {
  limitReached: {
    status: 402,
    code: 'plan.limit_reached',
    detail: 'The plan allows no more active users.',
    members: { limit: 'users', used: 5, allowed: 5, plan: 'trial' },
  },
  beyondOwnRights: {
    status: 403,
    code: 'user.beyond_own_rights',
    detail: 'The change gives or touches rights that you do not have; `missing` names them.',
    members: { missing: ['users:grant'] },
  },
  emailTaken: takenProblem(
    'user.email_taken',
    '/email',
    'Another user has this e-mail address; `existingId` names them.',
  ),
  employeeIdTaken: takenProblem(
    'user.employee_id_taken',
    '/employeeId',
    'Another user has this employee number; `existingId` names them.',
  ),
  lastAdmin: { status: 409, code: 'user.last_admin', detail: 'The account would be left without an active admin.' },
  ownAccount: { status: 409, code: 'user.own_account', detail: 'Nobody can deactivate themselves.' },
} as const satisfies Record<string, ProblemDoc>;
