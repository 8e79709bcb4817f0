import { Mismatch, Refusal } from '../../errors.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { writeJson } from '../python-json.ts';
import type { SourceContext, UpgradedModel, Warning } from '../upgrade/types.ts';
import { assemble, materialsOf } from './assemble.ts';
import { customLayers } from './custom-weights.ts';
import { placesInKeras3 } from './inner-places.ts';
import { buildLayerTree, type LayerNode, type VariableNode } from './layer-tree.ts';
import { KERAS_2_DIALECTS, KERAS_3, type PlacedLayer, placeLayers, varsPath } from './object-paths.ts';
import { sourceVariables } from './source-variables.ts';
import type { AssignedModel } from './types.ts';
import { weightsOf } from './weight-order.ts';
import { fits } from './weight-steps.ts';

/** What lies beside the model's layers in an object tree. */
const NOT_THE_MODEL = /^(optimizer|metrics|_metrics|compiled_metrics|compiled_loss|loss_tracker)\//;

/**
 * Gives every variable of the upgraded model its weights from an object tree of Keras 2.12 to 2.15 (`.weights.h5`, or
 * `model.weights.h5` in a `.keras` archive).
 *
 * @param datasets - every dataset of the file by its path, without or with a leading `/`; optimizer and metrics are ignored.
 * @param dialect - how the object tree of the result names its places
 * @throws Refusal where a layer's datasets are not those that the configuration promises, or a dataset belongs to no layer.
 */
export function assignObjectTree(
  upgraded: UpgradedModel,
  datasets: ReadonlyMap<string, Tensor>,
  context: SourceContext,
  dialect = KERAS_3,
): AssignedModel {
  const model = buildLayerTree(upgraded);
  const found = new Map([...datasets].map(([path, tensor]) => [path.replace(/^\//, ''), tensor]));
  for (const path of found.keys()) if (NOT_THE_MODEL.test(path)) found.delete(path);
  const attempts = KERAS_2_DIALECTS.flatMap((written) => [
    () => take(placeLayers(model, written), found, context),
    () => take(placeLayers(model, { ...written, sharedOnce: identityOf }), found, context),
  ]);
  let refused: Refusal | undefined;
  for (const attempt of attempts) {
    const outcome = attempt();
    if (outcome instanceof Refusal) {
      refused ??= outcome;
      continue;
    }
    const materials = materialsOf(outcome.pairs, outcome.sourceOnly, context.backend);
    for (const { layer, variables } of outcome.custom) layer.variables.push(...variables);
    const holding = outcome.custom.filter(({ variables }) => variables.length > 0);
    const warnings = [...materials.warnings, ...holding.map(customWarning)];
    const untold = { places: [], order: disordered(model, outcome.custom) };
    return assemble(model, { ...materials, warnings, untold }, dialect);
  }
  throw refused ?? new Mismatch('the file holds no weights of the model');
}

interface Taken {
  readonly pairs: ReadonlyMap<VariableNode, Tensor>;
  readonly sourceOnly: ReadonlySet<VariableNode>;
  readonly custom: readonly { readonly layer: LayerNode; readonly variables: readonly VariableNode[] }[];
}

/** What makes two entries of a configuration the same layer: Keras 2 saved a layer that several models share in the first alone. */
function identityOf(node: LayerNode): string {
  return writeJson([node.className, node.path.split('/').at(-1) ?? '', node.config]);
}

function take(
  placed: readonly PlacedLayer[],
  datasets: ReadonlyMap<string, Tensor>,
  { backend }: SourceContext,
): Taken | Refusal {
  const pairs = new Map<VariableNode, Tensor>();
  const sourceOnly = new Set<VariableNode>();
  const custom: { layer: LayerNode; variables: VariableNode[] }[] = [];
  const used = new Set<string>();
  for (const { node, path } of placed) {
    const tensors = ownTensors(datasets, path);
    for (const { path: name } of tensors) used.add(name);
    if (node.custom) {
      const inner = innerTensors(datasets, path, used);
      for (const { path: name } of inner) used.add(name);
      const places = placesInKeras3(inner.map(({ path: name }) => name.slice(path.length + 1)));
      const variables = [...tensors, ...inner].map((_, index): VariableNode => {
        const place = places[index - tensors.length];
        const variable = { name: `variable_${index}`, trainable: true, owner: node };
        return place === undefined ? variable : { ...variable, within: place };
      });
      for (const [index, { tensor }] of [...tensors, ...inner].entries()) setPair(pairs, variables[index], tensor);
      custom.push({ layer: node, variables });
      continue;
    }
    const alternative = sourceVariables(node, 'object-tree').find(({ own }) => own(node).length === tensors.length);
    if (!alternative) return mismatch(node, path, tensors);
    for (const [index, variable] of alternative.own(node).entries()) setPair(pairs, variable, tensors[index]?.tensor);
    for (const variable of node.variables.filter(({ treeOnly }) => treeOnly)) {
      const name = `${varsPath(path)}/${variable.name}`;
      used.add(name);
      setPair(pairs, variable, datasets.get(name));
    }
    for (const variable of alternative.sourceOnly) if (variable.owner === node) sourceOnly.add(variable);
  }
  for (const { node, path } of placed) {
    const own = node.made ? [...pairs.keys()].filter((variable) => variable.owner === node) : node.variables;
    const wrong = own.find((variable) => !fits(variable, pairs, backend));
    if (wrong && !node.custom) return mismatch(node, path, ownTensors(datasets, path));
  }
  const left = [...datasets.keys()].find((path) => !used.has(path));
  if (left !== undefined) {
    return new Mismatch(
      `the file holds "${left}", which belongs to no layer of the configuration; check that the architecture and the weights belong together`,
    );
  }
  return { pairs, sourceOnly, custom };
}

/** SpectralNormalization lists a kernel that its layer lists too: the first place is the owner's. */
function setPair(
  pairs: Map<VariableNode, Tensor>,
  variable: VariableNode | undefined,
  tensor: Tensor | undefined,
): void {
  if (variable && tensor) pairs.set(variable, tensor);
}

interface Found {
  readonly path: string;
  readonly tensor: Tensor;
}

/** `vars/0`, `vars/1`, … of a layer, as far as they run. */
function ownTensors(datasets: ReadonlyMap<string, Tensor>, path: string): Found[] {
  const tensors: Found[] = [];
  for (;;) {
    const name = `${varsPath(path)}/${tensors.length}`;
    const tensor = datasets.get(name);
    if (!tensor) return tensors;
    tensors.push({ path: name, tensor });
  }
}

/** All that lies below a custom layer beside its own variables: what the layers that it holds have, by its class's attributes. */
function innerTensors(datasets: ReadonlyMap<string, Tensor>, path: string, used: ReadonlySet<string>): Found[] {
  const all = [...datasets].map(([name, tensor]) => ({ path: name, tensor }));
  return all.filter(({ path: name }) => name.startsWith(`${path}/`) && !used.has(name));
}

/** The layers whose weights no object tree tells the order of: custom ones that hold layers, or stand among others with weights. */
function disordered(model: LayerNode, custom: Taken['custom']): string[] {
  const tops = model.custom ? [model] : model.children.map(({ node }) => node);
  return custom.flatMap(({ layer, variables }) => {
    if (variables.length === 0) return [];
    const groups = new Set(variables.map(({ within = 'vars/0' }) => within.slice(0, within.lastIndexOf('/'))));
    const top = tops.find((node) => customLayers(node).includes(layer));
    const others = top ? weightsOf(top).filter(({ owner }) => owner !== layer) : [];
    return groups.size > 1 || others.length > 0 ? [layer.path] : [];
  });
}

function mismatch(node: LayerNode, path: string, tensors: readonly Found[]): Refusal {
  const wanted = node.variables.map(({ name }) => name).join(', ') || 'no weights';
  const found = tensors.map(({ tensor }) => `(${tensor.shape.join(', ')})`).join(', ') || 'none';
  return new Mismatch(
    `layer "${node.path}" (${node.className}): by its configuration Keras 3 expects ${wanted}; the file has ${found} at "${varsPath(path)}"; check that the architecture and the weights belong together`,
  );
}

function customWarning({ layer, variables }: Taken['custom'][number]): Warning {
  return {
    code: 'custom-weights',
    layer: layer.path,
    text: variables.some((variable) => variable.within !== undefined)
      ? `layer "${layer.path}" is of the custom class ${layer.className}: the weights of the layers that it holds are kept at their places, and Keras 3 finds them where the class keeps these layers under the same attributes and builds them in its build()`
      : `layer "${layer.path}" is of the custom class ${layer.className}: its ${variables.length} weights are kept in their order`,
  };
}
