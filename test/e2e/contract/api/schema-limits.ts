// Rules that the schemas of bodies cannot express, and why. All other refusals must follow from the schemas.

/** Codes of refusals for bodies that match their schema. */
export const saidOtherwise: Readonly<Record<string, string>> = {
  'field.too_precise':
    'multipleOf refuses right values wherever numbers are binary; decimals of a currency are its own',
  'field.currency': 'which currencies there are changes',
  'field.timezone': 'which zones there are changes',
  'field.email': 'what an address is differs among validators of the format',
  'field.local_date_time': 'how many days a month has',
  'field.date_time': 'years at the edge, which an offset crosses',
  'maintenance_schedule.invalid_recurrence': 'custom_days in a change: what is stored counts',
  'domain.invalid': 'what a name may be, and in which zone it lies',
  'webhook.invalid_url': 'what an address may be, and which hosts are public',
  'facility.incomplete_position': 'in a change: what is stored counts',
  'equipment.currency_mismatch': 'two amounts of one machine',
  'tenant.invalid_name': 'which slugs are reserved',
  'password.too_common': 'how easily it is guessed',
  'password.too_personal': 'what is said of the user beside it',
  'operator.wrong_password': 'which one it is',
  'two_factor.wrong_code': 'which one counts at this moment',
  'password.unchanged': 'which password the user has',
  'auth.wrong_password': 'which password the user has',
  'user.email_unchanged': 'which address the user has',
  'work_order.scheduled_after_due': 'the order of two times',
  'part.other_currency': 'that of the part counts',
  'stock.same_location': 'two ids of one row',
  'work_log.in_future': 'the present counts',
  'work_log.reason_required': 'the present counts',
  'work_log.too_long': 'the order of two times, of which one is stored or the present',
  'work_log.departs_before_arrival': 'the order of two times, of which one is stored',
  'work_log.break_too_long': 'in relation to two times',
  'work_log.still_open': 'state of the row',
  'work_log.overlaps': 'state of other rows',
  'work_log.open_elsewhere': 'state of other rows',
  'work_log.already_arrived': 'state of other rows',

  // references that do not exist
  'equipment.unknown': 'existence',
  'equipment.elsewhere': 'state of what an id names',
  'equipment.decommissioned': 'state of what an id names',
  'equipment.takes_no_work': 'state of what an id names',
  'facility.unknown': 'existence',
  'facility.inactive': 'state of what an id names',
  'building.unknown': 'existence',
  'stock_location.unknown': 'existence',
  'stock_location.inactive': 'state of what an id names',
  'work_order.unknown': 'existence',
  'labour_rate.unknown_user': 'existence',
  'user.unknown': 'existence',
  'user.not_assignable': 'state of what an id names',
  'team.unknown': 'existence',
  'part.unknown': 'existence',
  'purchase_order.not_on_order': 'what a purchase order has',
  'team.not_assignable': 'state of what an id names',
  'auth.tenant_required': 'the host name or X-Tenant may name the account',
};

/** Fields whose default differs from case to case; their description explains it. */
export const hasOtherDefault: Readonly<Record<string, string>> = {
  timezone: 'that of the account, or of the facility of the machine',
  facilityId: 'that of the machine',
  teamIds: 'an empty list',
  locationId:
    'the default location; clients made by openapi-generator for Java do not compile with the default of an id',
  fromLocationId: 'as locationId',
  technicianId: 'the caller',
  arrivedAt: 'the present',
  isPreferred: 'true for the first supplier of a part',
  domain: 'the address below the base domain',
  // all fields of this operation
  convertServiceRequest: 'what the request says',
};
