import { escapeIdentifier, escapeLiteral } from 'pg';
import type { Door, Target } from './door.js';
import type { ProbeSession } from './probe-session.js';
import { nameOf } from './table-name.js';

/** A door of one statement, which is open when the server carries it out. */
function statementDoor(name: string, textFor: (target: Target) => string, more: Partial<Door> = {}): Door {
  return {
    name,
    async attempt(session, target) {
      await session.statement(textFor(target));
      return true;
    },
    ...more,
  };
}

/** A door of several requests on one connection, each of one statement as the caller or as the target's owner. */
function requestsDoor(
  name: string,
  requestsFor: (target: Target) => readonly (readonly ['caller' | 'owner', string])[],
  more: Partial<Door> = {},
): Door {
  return {
    name,
    async attempt(session, target) {
      const roleOf = (who: 'caller' | 'owner') => (who === 'caller' ? session.caller.role : target.role);
      await session.requests(...requestsFor(target).map(([who, text]) => ({ role: roleOf(who), text })));
      return true;
    },
    ...more,
  };
}

const ofTenant = ({ caller }: ProbeSession, { schema, role }: Target): boolean =>
  role !== null && (schema === caller.schema || role.startsWith('t_'));

const quoted = ({ role }: Target): string => escapeIdentifier(role ?? 'none');
const becoming = ({ role }: Target): string => `set_config('role', ${escapeLiteral(role ?? 'none')}, true)`;
const count = (target: Target): string => `(select count(*) from (select from ${nameOf(target)} limit 1) as seen)`;

/** What text of an attacker could do that became a statement of the product, or a part of one. */
export const statementDoors: readonly Door[] = [
  statementDoor('write', (target) => `delete from ${nameOf(target)} where false`),
  statementDoor('COPY', (target) => `copy (select 1 from ${nameOf(target)} limit 1) to stdout`),
  statementDoor('change of the role inside a statement', (target) => `select ${becoming(target)}, ${count(target)}`, {
    isForNobody: true,
  }),
  statementDoor(
    'DO block that changes the role',
    (target) => `do $probe$ begin set local role ${quoted(target)}; perform ${count(target)}; end $probe$`,
    { isForNobody: true },
  ),
  requestsDoor(
    'function of its own that changes the role',
    (target) => [
      ['caller', 'set check_function_bodies = off'],
      [
        'caller',
        `create function pg_temp.probe() returns bigint language sql set role to ${escapeLiteral(target.role ?? 'none')} as ${escapeLiteral(`select ${count(target)}`)}`,
      ],
      ['caller', 'select pg_temp.probe()'],
    ],
    { isForNobody: true },
  ),
  requestsDoor(
    'statement that the other one has prepared',
    (target) => [
      ['owner', `prepare probe as select ${count(target)}`],
      ['caller', 'execute probe'],
    ],
    { canTry: ofTenant },
  ),
  requestsDoor(
    'the same with a change of the role as its value',
    (target) => [
      ['owner', `prepare probe (text) as select $1, ${count(target)}`],
      ['caller', `execute probe (${becoming(target)})`],
    ],
    { canTry: ofTenant, isForNobody: true },
  ),
  requestsDoor('statement that it prepares itself', (target) => [
    ['caller', `prepare probe as select ${count(target)}`],
    ['caller', 'execute probe'],
  ]),
  requestsDoor(
    'role that an earlier request left behind',
    (target) => [
      ['caller', `set role ${quoted(target)}`],
      ['caller', `select ${count(target)}`],
    ],
    { canTry: ofTenant },
  ),
  requestsDoor(
    'search_path that an earlier request left behind',
    (target) => [
      ['caller', `set search_path = ${escapeIdentifier(target.schema)}`],
      ['caller', `select from ${escapeIdentifier(target.table)} limit 1`],
    ],
    // a schema without USAGE is passed over, so the table is not found
    { refusals: ['42501', '42P01'] },
  ),
];
