import type { DemoBook } from '../demo-book.js';

/** Users, teams and their members. @param hashes by e-mail address; who has left gets one that no password matches */
export function addPeople(book: DemoBook, hashes: ReadonlyMap<string, string>): void {
  const { rows, since, tenant } = book;
  for (const { key, firstName, lastName, email, phone, role, employeeId, hasLeft } of tenant.people) {
    rows.add('users', {
      id: book.id('user', key),
      email,
      password_hash: hashes.get(email) ?? 'has left',
      first_name: firstName,
      last_name: lastName,
      phone,
      role,
      employee_id: employeeId,
      is_active: !hasLeft,
      is_verified: true,
      email_verified_at: since,
      password_changed_at: since,
      version: hasLeft ? 2 : 1,
      created_at: since,
      updated_at: since,
    });
  }
  addTeams(book);
}

function addTeams(book: DemoBook): void {
  const { rows, since } = book;
  for (const { key, name, description, lead, members } of book.tenant.teams) {
    const teamId = book.id('team', key);
    const team_lead_id = book.userId(lead);
    rows.add('teams', {
      id: teamId,
      name,
      description,
      team_lead_id,
      version: 1,
      created_at: since,
      updated_at: since,
    });
    for (const member of members) {
      const id = book.id('team', `${key}/${member}`);
      rows.add('team_members', { id, team_id: teamId, user_id: book.userId(member), joined_at: since });
    }
  }
}
