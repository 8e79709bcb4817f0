import type { ConfigChange, Finding } from '../findings.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { SourceContext } from '../upgrade/types.ts';
import { type Expansion, Keras1Findings, type Layer } from './findings.ts';
import { upgradeFunctional } from './functional.ts';
import { type ModelUpgrade, upgradeLayer } from './layer.ts';
import { mergeAsFunctional } from './merge-models.ts';
import { type Item, inputOf, isGraph, itemName, mergedBranches, savedItems, sequentialItems } from './sequential.ts';

export interface Keras1Upgrade {
  /** In Keras 2.2's dialect; not to be used if there are {@link refusals}. */
  readonly config: Json;
  readonly changes: readonly ConfigChange[];
  readonly warnings: readonly Finding[];
  readonly refusals: readonly Finding[];
  /** Innermost layers by name, as their weights are stored: what `keras1Weights` needs. */
  readonly stored: ReadonlyMap<string, Layer>;
}

/**
 * Rewrites a model configuration of Keras 1 (0.3 to 1.2.2) in the dialect of Keras 2.2, weights' group names unchanged.
 * Layers with kernels need `context.backend`, and BatchNormalization a Keras version, in the context or in the
 * configuration itself.
 *
 * @param config `{class_name, config[, keras_version]}`
 * @param layerNames the file's `layer_names`: they name nested Sequentials, whose configuration has no name
 */
export function keras1ToKeras2(
  config: Json,
  context: Pick<SourceContext, 'backend' | 'kerasVersion' | 'keepsDeviations'>,
  layerNames: readonly string[] = [],
): Keras1Upgrade {
  const root = rootItem(config);
  if (!root) {
    const text = 'the model configuration of this Keras 1 file is no model; give its architecture';
    return { config, changes: [], warnings: [], refusals: [{ code: 'no-layers', text }], stored: new Map() };
  }
  const { names, orders } = survey(root);
  const [order, ...others] = orders;
  const version = isObject(config) && typeof config.keras_version === 'string' ? config.keras_version : undefined;
  const findings = new Keras1Findings(
    { ...context, kerasVersion: context.kerasVersion ?? version },
    others.length > 0 ? undefined : order,
    [...names, ...layerNames],
  );
  const model = upgradeRoot(root, findings, nameItems(root, layerNames));
  const { changes, warnings, refusals, permuted, stored } = findings;
  if (permuted.length > 0) {
    const text = `Keras 3 on TensorFlow cannot convolve channels first on every machine, so these layers now do it channels last, between Permute layers: ${permuted.join(', ')}`;
    warnings.push({ code: 'channels-moved-last', text });
  }
  return { config: { class_name: model.className, config: model.config }, changes, warnings, refusals, stored };
}

/** The root as an item; in 0.x its class was called `name`. */
function rootItem(config: Json): Item | undefined {
  if (!isObject(config)) return undefined;
  const className = config.class_name ?? config.name;
  if (className === 'Sequential') return { class_name: className, config: config.config ?? config.layers ?? null };
  const isModel = className === 'Model' || className === 'Container' || className === 'Graph';
  return isModel && isObject(config.config ?? config)
    ? { class_name: className, config: config.config ?? config }
    : undefined;
}

/** Every layer name and every `dim_ordering` in a configuration. */
function survey(root: Json): { names: Set<string>; orders: Set<string> } {
  const names = new Set<string>();
  const orders = new Set<string>();
  const pending: Json[] = [root];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (Array.isArray(value)) pending.push(...value);
    if (!isObject(value)) continue;
    if (typeof value.name === 'string') names.add(value.name);
    if (value.dim_ordering === 'tf' || value.dim_ordering === 'th') orders.add(value.dim_ordering);
    pending.push(...Object.values(value));
  }
  return { names, orders };
}

/** Names for unnamed items from the file, if its layers and the configuration's agree wherever both have a name. */
function nameItems(root: Item, layerNames: readonly string[]): ReadonlyMap<Json, string> {
  const saved = root.class_name === 'Sequential' ? savedItems(sequentialItems(root.config)) : [];
  const agree =
    saved.length === layerNames.length &&
    saved.every((item, at) => (itemName(item) ?? layerNames[at]) === layerNames[at]);
  return new Map(agree ? saved.map((item, at) => [item.config ?? null, layerNames[at] ?? '']) : []);
}

function upgradeRoot(root: Item, findings: Keras1Findings, fileNames: ReadonlyMap<Json, string>): Layer {
  const made = new Map<Json, string>();

  function nameOf(item: Item): string {
    const config = item.config ?? null;
    const known = itemName(item) ?? fileNames.get(config) ?? made.get(config);
    if (known !== undefined) return known;
    const name = findings.uniqueName(item.class_name.toLowerCase());
    made.set(config, name);
    return name;
  }

  const upgradeModel: ModelUpgrade = (className, config, name) => {
    const item: Item = { class_name: className, config };
    if (isGraph(item)) return { className: 'Model', config: functional(item.config) };
    if (className !== 'Sequential') return undefined;
    const items = sequentialItems(config);
    const own = name ?? nameOf(item);
    if (mergedBranches(items)) {
      findings.refuse(
        own,
        'a Sequential that merges models lies inside another model; rebuild the model with the functional API of Keras 3',
        { code: 'models-merged-within' },
      );
    }
    return sequential(items, own);
  };

  function sequential(items: readonly Item[], name: string): Layer {
    const layers = items.flatMap((item, at) => {
      const model = upgradeModel(item.class_name, item.config ?? null, nameOf(item));
      if (model) return [model];
      const { before, layer, after } = upgradeLayer(
        item.class_name,
        at === 0 ? withInputShape(item) : configOf(item),
        findings,
        upgradeModel,
      );
      return [...before, layer, ...after];
    });
    const config = { name, layers: layers.map(({ className, config }) => ({ class_name: className, config })) };
    return { className: 'Sequential', config };
  }

  function functional(config: JsonObject): JsonObject {
    return upgradeFunctional(config, findings, (className, inner, name): Expansion => {
      const model = upgradeModel(className, inner, name);
      if (model) return { before: [], layer: model, after: [] };
      return upgradeLayer(className, { name, ...(isObject(inner) ? inner : {}) }, findings, upgradeModel);
    });
  }

  if (root.class_name === 'Graph')
    findings.refuse('Graph', 'the Graph model is of Keras 0; rebuild it with the functional API of Keras 3', {
      code: 'class-unsupported',
    });
  if (isGraph(root)) return { className: 'Model', config: functional(root.config) };
  const items = sequentialItems(root.config);
  const name = findings.uniqueName('sequential');
  if (!mergedBranches(items)) return sequential(items, name);
  findings.change(`${name}/class_name`, 'Sequential', 'Model');
  return { className: 'Model', config: functional(mergeAsFunctional(items, name, findings, nameOf)) };
}

function configOf(item: Item): JsonObject {
  return isObject(item.config) ? item.config : {};
}

/** Keras 1 also took `input_dim` and `input_length` for the shape of a first layer's input. */
function withInputShape(item: Item): JsonObject {
  const { input_shape: _, ...config } = configOf(item);
  const shape = inputOf(item)?.shape;
  return shape === undefined || 'batch_input_shape' in config ? config : { ...config, batch_input_shape: shape };
}
