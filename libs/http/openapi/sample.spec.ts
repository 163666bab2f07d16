import { sampleOf, type Schemas } from './sample.js';

const schemas: Schemas = {
  Money: {
    type: 'object',
    properties: { amount: { type: 'string', example: '12.34' }, currency: { type: 'string', example: 'USD' } },
  },
  Part: {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      name: { type: 'string', example: 'Hinge' },
      notes: { type: 'string' },
      price: { anyOf: [{ $ref: '#/components/schemas/Money' }, { type: 'null' }] },
      parent: { $ref: '#/components/schemas/Part' },
      replacedAt: { type: ['string', 'null'], example: null },
    },
  },
};

describe('a sample', () => {
  it('is made of the examples of its properties, through references', () => {
    expect(sampleOf({ $ref: '#/components/schemas/Part' }, schemas)).toEqual({
      id: '01980a5e-7b1c-7cc0-8f6e-2a64f0d3b111',
      name: 'Hinge',
      price: { amount: '12.34', currency: 'USD' },
      replacedAt: null,
    });
  });

  it.each([
    [{ type: 'array', items: { type: 'string', enum: ['a', 'b'] } }, ['a']],
    [{ type: 'array', items: { type: 'string' } }, []],
    [{ type: ['integer', 'null'], minimum: 3 }, 3],
    [{ type: 'boolean' }, true],
    [{ type: 'string', format: 'date' }, '2026-11-22'],
    [{ type: 'integer', default: 25 }, 25],
    [{ const: 'queued' }, 'queued'],
    [{ allOf: [{ $ref: '#/components/schemas/Money' }], example: { amount: '1' } }, { amount: '1' }],
    [{ allOf: [{ $ref: '#/components/schemas/Money' }] }, { amount: '12.34', currency: 'USD' }],
    [{ type: 'string', pattern: '^x$' }, undefined],
  ])('of %j is %j', (schema, sample) => {
    expect(sampleOf(schema, schemas)).toEqual(sample);
  });
});
