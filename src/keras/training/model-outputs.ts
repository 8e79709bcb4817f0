import { isNamed, listPorts } from '../graph/model.ts';
import { isObject } from '../python-json.ts';
import type { UpgradedModel } from '../upgrade/types.ts';

/** Layers whose names the upgrade changed: the source's name to Keras 3's. */
export function renamedLayers(upgraded: UpgradedModel): Map<string, string> {
  const renames = new Map<string, string>();
  for (const [object, origin] of upgraded.origins) {
    const name = isObject(object.config) ? object.config.name : undefined;
    if (typeof name === 'string' && name !== origin.name) renames.set(origin.name, name);
  }
  return renames;
}

/** The model's output names in order, as the source names them: the layers that make them, or the keys of a dictionary. */
export function outputNames(upgraded: UpgradedModel): string[] {
  const outputs = upgraded.graphs.get(upgraded.model)?.outputs ?? [];
  const sourceNames = new Map([...renamedLayers(upgraded)].map(([from, to]) => [to, from]));
  const names = isNamed(outputs) ? [...outputs.keys()] : listPorts(outputs).map(({ layer }) => layer);
  return names.map((name) => sourceNames.get(name) ?? name);
}
