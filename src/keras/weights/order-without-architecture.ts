import type { Finding } from '../findings.ts';
import type { SourceLayer } from './types.ts';
import { variableNameIn } from './weight-names.ts';

/**
 * Warns of what decides the order of weights in a file that says nothing of its architecture: Keras loads such a file by the
 * order of layers, and a nested model by what learns first.
 */
export function orderSuspicions(layers: readonly SourceLayer[]): Finding[] {
  return [...layers.flatMap(nestedModel), ...maskedBranches(layers)];
}

/** `_legacy_weights` of Keras 3's legacy_h5_format.py, as Keras 2's hdf5_format.py: trainable weights before the others. */
function nestedModel({ name, weights }: SourceLayer): Finding[] {
  const inner = new Set(weights.map((weight) => innerLayer(weight.name)));
  if (inner.size < 2 || inner.has(name) || [...inner].every((one) => /^(forward|backward)_/.test(one))) return [];
  return [
    {
      code: 'frozen-unknown',
      layer: name,
      text: `"${name}" looks like a model with layers of its own, of whose weights those come first that learn: freeze in your model what was frozen in the original before you load the file, or weights go to the wrong layers`,
    },
  ];
}

function innerLayer(weight: string): string {
  return weight.slice(0, Math.max(weight.indexOf('/'), 0));
}

/** Keras 3 counts the computation of masks among the layers' distances from the outputs, by which it lists them, Keras 2 did not. */
function maskedBranches(layers: readonly SourceLayer[]): Finding[] {
  if (!layers.some(mayMask)) return [];
  const byKind = new Map<string, string[]>();
  for (const { name, weights } of layers) {
    if (weights.length === 0) continue;
    const kind = JSON.stringify(weights.map((weight) => [variableNameIn(weight.name), weight.tensor.shape]));
    byKind.set(kind, [...(byKind.get(kind) ?? []), name]);
  }
  const alike = [...byKind.values()].find((names) => names.length > 1);
  if (!alike) return [];
  const listed = alike.map((name) => `"${name}"`).join(', ');
  return [
    {
      code: 'order-unknown',
      text: `The layers ${listed} have weights of the same shapes: where they stand in branches of which some have masks (of an Embedding or a Masking), Keras 3 may list them in another order than the original and load weights into the wrong ones; convert the file together with its architecture to be sure`,
    },
  ];
}

function mayMask({ name, weights }: SourceLayer): boolean {
  return /^masking/.test(name) || weights.some((weight) => variableNameIn(weight.name) === 'embeddings');
}
