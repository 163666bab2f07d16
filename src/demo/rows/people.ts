import type { DemoDataset } from '../demo-dataset.js';
import { chance } from '../demo-id.js';

/** Users, teams and their members. @param hashes by e-mail address; people who have left get one that no password matches */
export function addPeople(dataset: DemoDataset, hashes: ReadonlyMap<string, string>): void {
  const { rows, since, tenant } = dataset;
  for (const { key, firstName, lastName, email, phone, role, employeeId, hasLeft } of tenant.people) {
    rows.add('users', {
      id: dataset.id('user', key),
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
  addTeams(dataset);
  addRates(dataset);
}

/** What an hour of each technician costs. */
function addRates(dataset: DemoDataset): void {
  const { rows, since, tenant } = dataset;
  for (const { key } of tenant.people.filter(({ role }) => role === 'technician'))
    rows.add('labour_rates', {
      id: dataset.id('rate', key),
      user_id: dataset.id('user', key),
      valid_from: since.toISOString().slice(0, 10),
      hourly_rate: `${chance(`${key} rate`, 46, 62)}.00`,
      currency: tenant.currency,
      version: 1,
      created_at: since,
      updated_at: since,
    });
}

function addTeams(dataset: DemoDataset): void {
  const { rows, since } = dataset;
  for (const { key, name, description, lead, members } of dataset.tenant.teams) {
    const teamId = dataset.id('team', key);
    const team_lead_id = dataset.userId(lead);
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
      const id = dataset.id('team', `${key}/${member}`);
      rows.add('team_members', { id, team_id: teamId, user_id: dataset.userId(member), joined_at: since });
    }
  }
}
