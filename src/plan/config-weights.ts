import type { Hdf5Reader } from '../hdf5/reader.ts';
import { nestedList } from '../keras/nested-list.ts';
import type { JsonObject } from '../keras/python-json.ts';
import { fillConfig } from '../keras/upgrade/fill-config.ts';
import type { LayerOrigin, UpgradedModel } from '../keras/upgrade/types.ts';
import type { AssignedModel } from '../keras/weights/types.ts';

/** The same model where the user's own code builds it: with its layers in the order of that, and nothing on its way into the configuration. */
export function builtAnew(upgraded: UpgradedModel): UpgradedModel {
  const origins = new Map<JsonObject, LayerOrigin>();
  for (const [object, origin] of upgraded.origins) origins.set(object, { ...origin, configFromWeights: [] });
  return { ...upgraded, origins, isBuiltAnew: true };
}

/** Writes small weights (an adapted Normalization's mean) into the configuration they belong to. */
export function adoptWeights(upgraded: UpgradedModel, assigned: AssignedModel, reader: Hdf5Reader): void {
  for (const object of new Set(assigned.configWeights.map((weight) => weight.object))) {
    const origin = upgraded.origins.get(object);
    if (!origin) continue;
    fillConfig(upgraded.graphs, object, origin, (variable) => {
      const weight = assigned.configWeights.find((each) => each.object === object && each.variable === variable);
      return weight && nestedList(reader.read(weight.source), weight.source.shape, weight.source.dtype);
    });
  }
}
