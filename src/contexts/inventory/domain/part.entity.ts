import { defineEntity, p } from '@mikro-orm/core';
import { versioned } from '#libs/columns';

const PartSchema = defineEntity({
  name: 'Part',
  tableName: 'inventory_parts',
  schema: '*',
  properties: {
    ...versioned,
    partNumber: p.string(),
    name: p.string(),
    description: p.text().nullable(),
    category: p.string().nullable(),
    manufacturer: p.string().nullable(),
    model: p.string().nullable(),
    specifications: p.json<Record<string, unknown>>().onCreate(() => ({})),
    unitPrice: p.decimal().nullable(),
    currency: p.string().onCreate(() => 'USD'),
    averageUnitCost: p.decimal().nullable(),
    quantityInStock: p.integer().onCreate(() => 0),
    reorderLevel: p.integer().onCreate(() => 10),
    reorderQuantity: p.integer().onCreate(() => 50),
    lowStockSince: p.datetime().nullable(),
    warehouseLocation: p.string().nullable(),
    supplierName: p.string().nullable(),
    supplierContact: p.string().nullable(),
    supplierPartNumber: p.string().nullable(),
    isActive: p.boolean().onCreate(() => true),
  },
});

export class Part extends PartSchema.class {}
PartSchema.setClass(Part);
