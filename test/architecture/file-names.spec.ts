import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { classFault, nameFault, reasonFault } from './file-names.js';
import { repository } from './run-tool.js';

function sources(folder: string): string[] {
  return readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)));
}

describe('file names', () => {
  it('say what a file holds', () => {
    expect([...sources('src'), ...sources('libs')].map(nameFault).filter(Boolean)).toEqual([]);
  });

  it('are those of their classes', () => {
    const files = [...sources('src'), ...sources('libs')].filter((file) => !/\.(spec|chaos)\.ts$/.test(file));
    const faults = files.map((file) => classFault(file, readFileSync(join(repository, file), 'utf8')));
    expect(faults.filter(Boolean)).toEqual([]);
  });

  it('are *.writes.ts only with a reason', () => {
    const faults = [...sources('src'), ...sources('libs')].map((file) =>
      reasonFault(file, readFileSync(join(repository, file), 'utf8')),
    );
    expect(faults.filter(Boolean)).toEqual([]);
    expect(reasonFault('libs/events/outbox.writes.ts', 'export const markDelivered = 1;')).toContain(
      'outbox.writes.ts',
    );
  });

  it.each([
    ['src/contexts/assets/places/application/facility.service.ts', 'export class Facilities {}'],
    ['src/contexts/assets/places/application/facilities.ts', '@Injectable()\nexport class Facilities {}'],
    ['src/contexts/assets/places/application/facility-finder.ts', 'export class Finder {}'],
    ['src/contexts/assets/places/domain/facility.entity.ts', 'export class Site {}'],
    ['libs/events/delivered-events.job.ts', 'export class DeliveredEvents {}'],
    ['src/contexts/assets/places/application/geocoder.client.ts', 'export class Geocoder {}'],
  ])('refuse the class in %s', (file, text) => {
    expect(classFault(file, text)).toContain(file);
  });

  it.each([
    'libs/http/utils.ts',
    'libs/database/helpers/rows.ts',
    'src/contexts/assets/domain/equipment.types.ts',
    'src/contexts/assets/common/rows.ts',
    'src/contexts/assets/equipment.service.ts',
    'src/contexts/assets/identity.module.ts',
    'src/contexts/assets/services/equipment.service.ts',
    'src/contexts/assets/application/equipment.controller.ts',
    'src/contexts/assets/application/equipment.entity.ts',
    'src/contexts/assets/domain/equipment.service.ts',
    'src/contexts/assets/domain/geocoder.client.ts',
    'src/contexts/assets/http/equipment.queries.ts',
    'src/contexts/assets/domain/equipment.writes.ts',
    'src/contexts/assets/subscribers/notify.ts',
    'src/contexts/assets/jobs/daily.ts',
    'src/contexts/assets/places/domain/facility.service.ts',
    'src/contexts/assets/places/application/facility.controller.ts',
    'src/contexts/assets/places/facility.service.ts',
    'src/contexts/assets/places/equipment.providers.ts',
    'src/contexts/assets/places/services/facility.service.ts',
    'src/contexts/assets/places/jobs/daily.ts',
  ])('refuse %s', (file) => {
    expect(nameFault(file)).toContain(file);
  });

  it.each([
    'src/contexts/work-orders/work-orders.facade.ts',
    'src/contexts/work-orders/orders/domain/work-order-status.ts',
    'src/contexts/work-orders/application/work-order.queries.spec.ts',
    'src/contexts/work-orders/orders/application/work-order.writes.ts',
    'src/contexts/work-orders/subscribers/on-part-issued.subscriber.ts',
    'src/contexts/work-orders/jobs/generate-work-orders.job.ts',
    'src/contexts/work-orders/orders/orders.providers.ts',
    'src/contexts/work-orders/orders/domain/work-order.entity.ts',
  ])('accept %s', (file) => {
    expect(nameFault(file)).toBeUndefined();
  });
});
