import { type Layer, type ModelGraph, refsOf } from '../graph/model.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import { configOf } from '../graph/source-graph.ts';
import { classOf } from '../graph/source-layer.ts';
import type { Notes } from './notes.ts';

/** Classes that Keras 3.9 and newer compute of ragged tensors as Keras 2 did, and whether what they give is ragged (asked of 3.15.1). */
const TAKES_RAGGED: ReadonlyMap<string, 'ragged' | 'dense'> = new Map<string, 'ragged' | 'dense'>([
  ['Activation', 'ragged'],
  ['Dropout', 'ragged'],
  ['Embedding', 'ragged'],
  ['GlobalAveragePooling1D', 'dense'],
  ['GlobalMaxPooling1D', 'dense'],
  ['LeakyReLU', 'ragged'],
  ['ReLU', 'ragged'],
  ['Softmax', 'ragged'],
  ['SpatialDropout1D', 'ragged'],
]);

/** Refuses a graph in which a layer is given ragged tensors that it does not take in Keras 3. */
export function checkRagged({ layers }: ModelGraph, notes: Notes): void {
  const pending = layers.filter((layer) => classOf(layer) === 'InputLayer' && configOf(layer).ragged === true);
  if (pending.length === 0) return;
  const users = usersOf(layers);
  const seen = new Set<Layer>(pending);
  for (let layer = pending.pop(); layer; layer = pending.pop()) {
    for (const user of users.get(layer.name) ?? []) {
      if (seen.has(user)) continue;
      seen.add(user);
      const takes = TAKES_RAGGED.get(classOf(user));
      if (takes === 'ragged') pending.push(user);
      if (takes === undefined) refuse(user, notes);
    }
  }
}

/** The layers that are called with what a layer gives, by its name. */
function usersOf(layers: readonly Layer[]): ReadonlyMap<string, readonly Layer[]> {
  const users = new Map<string, Layer[]>();
  for (const layer of layers) {
    for (const { layer: name } of layer.calls.flatMap(refsOf)) {
      const known = users.get(name) ?? [];
      if (known.at(-1) !== layer) known.push(layer);
      users.set(name, known);
    }
  }
  return users;
}

function refuse(layer: Layer, notes: Notes): void {
  const className = sourceClassOf(layer.object).className ?? '';
  notes.refuse(
    layer.name,
    `layer "${layer.name}" (${className}) is given ragged tensors, which it does not take in Keras 3 of any version; save a model that takes padded tensors and masks them`,
    { code: 'ragged-input' },
  );
}
