import { enumeration, enumerationSchemas } from './enumeration.js';

const colours = { name: 'Colour', description: 'Colours', values: ['red', 'blue'] };

it('is one schema, however often it is declared', () => {
  enumeration(colours);
  enumeration({ ...colours });
  expect(enumerationSchemas()['Colour']).toEqual({ type: 'string', enum: ['red', 'blue'], description: 'Colours' });
});

it('shares its name with no other values', () => {
  enumeration(colours);
  expect(() => enumeration({ ...colours, values: ['red', 'green'] })).toThrow(
    'Two enumerations are named Colour: red, blue and red, green.',
  );
});
