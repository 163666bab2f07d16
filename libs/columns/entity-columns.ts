import { p } from '@mikro-orm/core';
import { uuidv7 } from '#libs/kernel';

const now = (): Date => new Date();

/** Columns of a row that is written once. */
export const created = {
  id: p.uuid().primary().onCreate(uuidv7),
  createdAt: p.datetime().onCreate(now),
};

/** Columns of a row that is changed without being edited by two people at once. */
export const timestamped = {
  ...created,
  updatedAt: p.datetime().onCreate(now).onUpdate(now),
};

/** Columns of an editable aggregate: `version` counts its changes and is its ETag. */
export const versioned = {
  ...timestamped,
  version: p
    .integer()
    .version()
    .onCreate(() => 1),
};
