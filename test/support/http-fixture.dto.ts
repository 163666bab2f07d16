import {
  ArrayField,
  BooleanField,
  DateField,
  DateTimeField,
  DecimalField,
  EnumField,
  enumeration,
  IntegerField,
  items,
  LocalDateTimeField,
  MoneyField,
  ObjectField,
  pageQuery,
  StringField,
  TextField,
  UuidField,
} from '#libs/http';
import type { Money } from '#libs/kernel';

export const KNOWN_ID = '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111';

const liftState = enumeration({ name: 'LiftState', description: 'State of a lift', values: ['running', 'stopped'] });
const liftExpansion = enumeration({
  name: 'LiftExpansion',
  description: 'What comes with a lift',
  values: ['contact', 'facility'],
});

export class ContactDto {
  @StringField({ description: 'Name', example: 'Ada', maxLength: 40 })
  name: string;
}

export class CreateLiftDto {
  @StringField({ description: 'Name', example: 'Lift 3', maxLength: 20 })
  name: string;

  @TextField({ description: 'Notes', example: 'Two\nlines', maxLength: 100, optional: true, nullable: true })
  notes?: string | null;

  @EnumField({ description: 'State', of: liftState, example: 'running', default: 'running' })
  state: string;

  @IntegerField({ description: 'Floors', example: 7, min: 1, max: 200, optional: true })
  floors?: number;

  @DecimalField({ description: 'Latitude', example: 52.5, min: -90, max: 90, scale: 8, optional: true })
  latitude?: number;

  @BooleanField({ description: 'Glass', example: true, optional: true })
  glass?: boolean;

  @DateField({ description: 'Installed', example: '2020-02-29', optional: true })
  installedOn?: string;

  @DateTimeField({ description: 'Due', example: '2026-11-22T10:00:00Z', optional: true, nullable: true })
  dueAt?: string | null;

  @LocalDateTimeField({ description: 'First visit', example: '2027-01-31T09:00:00', optional: true })
  firstVisitAt?: string;

  @MoneyField({ description: 'Price', optional: true, nullable: true })
  price?: Money | null;

  @UuidField({ description: 'Facility', example: KNOWN_ID, optional: true })
  facilityId?: string;

  @ObjectField({ description: 'Contact', type: ContactDto, optional: true, nullable: true })
  contact?: ContactDto | null;

  @ArrayField({ description: 'Watchers', of: items.uuid(), maxItems: 3, unique: true, optional: true })
  watcherIds?: string[];

  @ArrayField({ description: 'Contacts', of: items.object(ContactDto), maxItems: 2, optional: true })
  contacts?: ContactDto[];
}

export class LiftDto extends CreateLiftDto {
  @UuidField({ description: 'Id', example: KNOWN_ID })
  id: string;

  @IntegerField({ description: 'Version', example: 3, min: 1 })
  version: number;
}

export class UpdateLiftDto {
  @StringField({ description: 'Name', example: 'Lift 4', maxLength: 20, optional: true })
  name?: string;

  @TextField({ description: 'Notes', example: 'New', maxLength: 100, optional: true, nullable: true })
  notes?: string | null;
}

export class ListLiftsQuery extends pageQuery({
  name: 'Lift',
  list: { spec: { sorts: { name: true } } },
  search: 'names',
  expand: liftExpansion,
}) {
  @ArrayField({
    description: 'States',
    of: items.oneOf(liftState),
    maxItems: 2,
    minItems: 1,
    optional: true,
  })
  state?: string[];

  @ArrayField({ description: 'Makers', of: items.string({ maxLength: 50 }), maxItems: 2, optional: true })
  maker?: string[];

  @DateTimeField({ description: 'Due before', example: '2026-11-22T10:00:00Z', optional: true })
  dueBefore?: string;

  @BooleanField({ description: 'Glass', optional: true })
  glass?: boolean;
}
