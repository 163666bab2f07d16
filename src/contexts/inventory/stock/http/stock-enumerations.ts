import { enumeration } from '#libs/http';
import { locationTypes } from '../domain/location-kinds.js';
import { movementTypes } from '../domain/movement-kinds.js';

export const stockLocationType = enumeration({
  name: 'StockLocationType',
  description: 'Kind of place where stock is kept',
  values: locationTypes,
});

export const stockMovementType = enumeration({
  name: 'StockMovementType',
  description:
    'What moved the stock: goods that came in (purchase), an issue (usage), its return, a correction (adjustment), a transfer between locations, goods that went back (supplier_return)',
  values: movementTypes,
});
