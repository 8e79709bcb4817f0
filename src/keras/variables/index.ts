export { assignLegacyH5 } from './assign-legacy-h5.ts';
export { assignObjectTree } from './assign-object-tree.ts';
export { type RenamedWeights, renameWithoutArchitecture } from './rename-without-architecture.ts';
