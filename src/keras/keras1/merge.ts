import type { Json, JsonObject } from '../python-json.ts';
import type { Expansion, Keras1Findings } from './findings.ts';

type Mode = (config: JsonObject) => { className: string; config: JsonObject };

/** The modes of Keras 1's `Merge` (`keras/engine/topology.py`) as layers of Keras 2. */
export const MERGE_MODES: ReadonlyMap<Json, Mode> = new Map<Json, Mode>([
  ['sum', () => ({ className: 'Add', config: {} })],
  ['mul', () => ({ className: 'Multiply', config: {} })],
  ['ave', () => ({ className: 'Average', config: {} })],
  ['max', () => ({ className: 'Maximum', config: {} })],
  ['concat', (config) => ({ className: 'Concatenate', config: { axis: config.concat_axis ?? -1 } })],
  ['dot', (config) => ({ className: 'Dot', config: { axes: config.dot_axes ?? -1, normalize: false } })],
  ['cos', (config) => ({ className: 'Dot', config: { axes: config.dot_axes ?? -1, normalize: true } })],
]);

/** Rewrites a `Merge` that is called on a list of tensors. */
export function upgradeMerge(config: JsonObject, findings: Keras1Findings): Expansion {
  const name = typeof config.name === 'string' ? config.name : '';
  const mode = config.mode ?? 'sum';
  if (config.mode_type === 'lambda') return mergeByFunction(name, config, findings);
  const row = config.mode_type === undefined || config.mode_type === 'raw' ? MERGE_MODES.get(mode) : undefined;
  if (!row) {
    findings.refuse(
      name,
      'it merges by a function of which the file holds the name alone; rebuild the model in Keras 3 and convert its weights alone',
      { code: 'lambda-unsupported' },
    );
    return { before: [], layer: { className: 'Merge', config }, after: [] };
  }
  const layer = row(config);
  findings.change(`${name}/class_name`, 'Merge', layer.className);
  const upgraded: JsonObject = { name, trainable: true, ...layer.config };
  findings.compare(name, config, upgraded);
  // Keras 1 gives the cosine of two vectors a third axis: (batch, 1, 1).
  const after = mode === 'cos' ? [{ className: 'Reshape', config: reshape(name, findings) }] : [];
  return { before: [], layer: { className: layer.className, config: upgraded }, after };
}

/** `merge(mode=function)`: a Lambda that is called on a list. */
function mergeByFunction(name: string, config: JsonObject, findings: Keras1Findings): Expansion {
  findings.change(`${name}/class_name`, 'Merge', 'Lambda');
  const lambda: JsonObject = {
    name,
    trainable: true,
    function: config.mode ?? null,
    function_type: 'lambda',
    output_shape: null,
    output_shape_type: 'raw',
    arguments: config.arguments ?? {},
    ...((config.output_mask ?? null) === null ? {} : { mask: config.output_mask ?? null }),
  };
  return { before: [], layer: { className: 'Lambda', config: lambda }, after: [] };
}

function reshape(name: string, findings: Keras1Findings): JsonObject {
  return { name: findings.uniqueName(`${name}_reshape`), trainable: true, target_shape: [1, 1] };
}
