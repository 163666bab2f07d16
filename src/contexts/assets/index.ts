export { AssetsFacade } from './assets.facade.js';
export { AssetsModule } from './assets.module.js';
export type { AssetsReadContract } from './assets.read-contract.js';
export { unknownEquipment } from './assets.refusals.js';
export { workPlaceRefusals } from './equipment/domain/work-place.errors.js';
export type { PlaceReference, WorkPlace } from './equipment/domain/work-place.js';
export * from './events.js';
