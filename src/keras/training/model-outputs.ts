import { isObject, type Json } from '../python-json.ts';
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
  const config = isObject(upgraded.model.config) ? upgraded.model.config : {};
  const sourceNames = new Map([...renamedLayers(upgraded)].map(([from, to]) => [to, from]));
  const names = config.output_layers === undefined ? lastLayer(config.layers) : namesIn(config.output_layers);
  return names.map((name) => sourceNames.get(name) ?? name);
}

/** A Sequential's output is its last layer's. */
function lastLayer(layers: Json | undefined): string[] {
  const last = Array.isArray(layers) ? layers.at(-1) : undefined;
  const name = isObject(last) && isObject(last.config) ? last.config.name : undefined;
  return typeof name === 'string' ? [name] : [];
}

/** `output_layers` is `[layer, node, tensor]`, a list of such, or a dictionary of either. */
function namesIn(structure: Json): string[] {
  if (isObject(structure)) return Object.keys(structure);
  if (!Array.isArray(structure)) return [];
  const [first] = structure;
  if (typeof first === 'string') return [first];
  return structure.flatMap(namesIn);
}
