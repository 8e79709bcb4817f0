import type { AssignedModel } from '../keras/weights/types.ts';
import { TREE_HALVES } from '../tensor/half.ts';
import { addGroup, parentOf, plannedDataset, provenanceAttributes, renamedEntries } from './h5-layout.ts';
import type { Hdf5Plan, PlannedAttribute, PlannedDataset, RenamedEntry } from './plan.ts';

/** The optimizer's part of an object tree: `optimizer/vars/<i>` in order. */
export type OptimizerDatasets = readonly Omit<PlannedDataset, 'target'>[];

/**
 * Plans Keras 3's object tree (`_save_state`, keras/src/saving/saving_lib.py): what `save_weights("x.weights.h5")`
 * writes, and `model.weights.h5` in a `.keras` archive.
 *
 * @param optimizer undefined where the model is not compiled; empty lists still make the group
 */
export function planObjectTree(
  model: AssignedModel,
  optimizer: OptimizerDatasets | undefined,
): { hdf5: Hdf5Plan; renamed: RenamedEntry[] } {
  const groups = new Set<string>();
  for (const group of model.objectGroups) addGroup(groups, `/${group}`);
  const datasets: PlannedDataset[] = model.objectVariables.map((variable) => {
    const target = `/${variable.objectPath}`;
    addGroup(groups, parentOf(target));
    return plannedDataset(target, variable.sources, variable.steps, TREE_HALVES);
  });
  if (optimizer) {
    addGroup(groups, '/optimizer/vars');
    optimizer.forEach((dataset, index) => {
      datasets.push({ ...dataset, target: `/optimizer/vars/${index}` });
    });
  }
  const attributes = [...provenanceAttributes(), ...bfloat16Attributes(datasets)];
  return {
    hdf5: { groups: [...groups], attributes, datasets },
    renamed: renamedEntries(datasets),
  };
}

/** Two bytes that are not numbers to HDF5 (h5py has no bfloat16), and an attribute that says what they are (`H5IOStore`, saving_lib.py). */
function bfloat16Attributes(datasets: readonly PlannedDataset[]): PlannedAttribute[] {
  return datasets
    .filter(({ dtype }) => dtype === 'bfloat16')
    .map(({ target }) => ({ owner: target, name: 'dtype', value: { kind: 'string', value: 'bfloat16' } }));
}
