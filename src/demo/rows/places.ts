import type { DemoDataset } from '../demo-dataset.js';
import type { Site } from '../demo-tenant.js';

/** Facilities, their buildings, and the customers who may see them. */
export function addPlaces(dataset: DemoDataset): void {
  for (const site of dataset.tenant.sites) {
    addFacility(dataset, site);
    addBuildings(dataset, site);
  }
  const { rows, since } = dataset;
  for (const { key, sees = [] } of dataset.tenant.people) {
    for (const site of sees) {
      const link = { user_id: dataset.userId(key), facility_id: dataset.id('site', site) };
      rows.add('user_facilities', { id: dataset.id('user', `${key}/${site}`), ...link, created_at: since });
    }
  }
}

function addFacility(dataset: DemoDataset, site: Site): void {
  const { rows, since } = dataset;
  const [latitude, longitude] = site.position;
  rows.add('facilities', {
    id: dataset.id('site', site.key),
    name: site.name,
    facility_code: site.key,
    facility_type: site.type,
    address_line1: site.address,
    city: site.city,
    state: site.state,
    zip_code: site.zip,
    country: site.country,
    latitude,
    longitude,
    timezone: site.timezone,
    contact_name: site.contact.name,
    contact_email: site.contact.email,
    contact_phone: site.contact.phone,
    notes: site.notes,
    created_by: dataset.userId(dataset.somebody('admin')),
    version: 1,
    created_at: since,
    updated_at: since,
  });
}

function addBuildings(dataset: DemoDataset, site: Site): void {
  const { rows, since } = dataset;
  for (const [key, name, floors] of site.buildings) {
    rows.add('buildings', {
      id: dataset.id('building', key),
      facility_id: dataset.id('site', site.key),
      name,
      building_code: key,
      floor_count: floors,
      version: 1,
      created_at: since,
      updated_at: since,
    });
  }
}
