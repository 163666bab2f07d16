export {
  constraintRule,
  declareConstraint,
  declareUniqueText,
  type Collation,
  type ConstraintRule,
} from './constraints.js';
export { nullsOf, textsOf } from './column-facts.js';
export { created, timestamped, versioned } from './entity-columns.js';
