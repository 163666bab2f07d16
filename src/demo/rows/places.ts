import type { DemoBook } from '../demo-book.js';
import type { Site } from '../demo-tenant.js';

/** Facilities, their buildings, and the customers who see them. */
export function addPlaces(book: DemoBook): void {
  for (const site of book.tenant.sites) {
    addFacility(book, site);
    addBuildings(book, site);
  }
  const { rows, since } = book;
  for (const { key, sees = [] } of book.tenant.people) {
    for (const site of sees) {
      const link = { user_id: book.userId(key), facility_id: book.id('site', site) };
      rows.add('user_facilities', { id: book.id('user', `${key}/${site}`), ...link, created_at: since });
    }
  }
}

function addFacility(book: DemoBook, site: Site): void {
  const { rows, since } = book;
  const [latitude, longitude] = site.position;
  rows.add('facilities', {
    id: book.id('site', site.key),
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
    created_by: book.userId(book.somebody('admin')),
    version: 1,
    created_at: since,
    updated_at: since,
  });
}

function addBuildings(book: DemoBook, site: Site): void {
  const { rows, since } = book;
  for (const [key, name, floors] of site.buildings) {
    rows.add('buildings', {
      id: book.id('building', key),
      facility_id: book.id('site', site.key),
      name,
      building_code: key,
      floor_count: floors,
      version: 1,
      created_at: since,
      updated_at: since,
    });
  }
}
