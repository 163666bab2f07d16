import { p } from '@mikro-orm/core';
import { uuidv7 } from '#libs/kernel';

/** Columns of a row that is never changed. The unit of work sets the time, from the clock of the database. */
export const created = {
  id: p.uuid().primary().onCreate(uuidv7),
  createdAt: p.datetime(),
};

/** Columns of a row that changes, but is never edited by two people at once. */
export const timestamped = {
  ...created,
  updatedAt: p.datetime(),
};

/** Columns of an editable aggregate: `version` counts its changes and is part of its ETag. */
export const versioned = {
  ...timestamped,
  version: p
    .integer()
    .version()
    .onCreate(() => 1),
};
