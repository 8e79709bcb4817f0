import { shapeAfter } from '../../tensor/apply-transform.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Warning } from '../upgrade/types.ts';
import type { LayerNode, VariableNode } from './layer-tree.ts';
import { madeMaterials, statesOf } from './made-variables.ts';
import { objectDatasets, objectGroups, placeLayers, type TreeDialect } from './object-paths.ts';
import { olderOrderWarnings } from './older-order.ts';
import type { AssignedModel, AssignedVariable, ConfigWeight, Material, Untold } from './types.ts';
import { uniquePaths, variablePaths } from './variable-paths.ts';
import { inWeights, isTrainable, keras2Trainables, keras3H5Order, keras3Trainables } from './weight-order.ts';
import { isCudnnSource, isFlipped, type Pairs, stepsFor } from './weight-steps.ts';

export interface Materials {
  readonly byVariable: ReadonlyMap<VariableNode, Material>;
  /** Variables of the source that Keras 3 has not, with their tensors. */
  readonly sourceOnly: ReadonlyMap<VariableNode, Tensor>;
  readonly dropped: readonly Tensor[];
  readonly warnings: readonly Warning[];
  /** The weights of layers with custom ones in them as an H5 file lists them, by top-level layer. */
  readonly listed?: ReadonlyMap<LayerNode, readonly VariableNode[]>;
  readonly untold?: Untold;
}

/**
 * Puts every variable in its places in Keras 3's layouts.
 *
 * @param dialect of the object tree
 */
export function assemble(model: LayerNode, materials: Materials, dialect: TreeDialect): AssignedModel {
  const state = statesOf(materials.sourceOnly);
  const byVariable = new Map([...materials.byVariable, ...madeMaterials(model, state)]);
  const placed = placeLayers(model, dialect);
  const datasets = objectDatasets(placed);
  const objectPaths = new Map<VariableNode, string>();
  for (const { variable, path } of datasets) if (!objectPaths.has(variable)) objectPaths.set(variable, path);
  const paths = variablePaths(model);
  const assigned = new Map<VariableNode, AssignedVariable>();
  const layerNodes = model.custom ? [model] : model.children.map(({ node }) => node);
  const disordered: string[] = [];
  const h5Layers = layerNodes.map((node) => {
    const inOrder = keras3H5Order(node);
    const listed = materials.listed?.get(node);
    const order = listed && agree(listed, inOrder) ? listed : inOrder;
    if (listed && order !== listed) disordered.push(node.path);
    const names = uniquePaths(order, paths);
    for (const variable of order) {
      const material = byVariable.get(variable);
      if (!material) continue;
      const h5Name = names.get(variable) ?? variable.name;
      assigned.set(variable, assign(variable, material, h5Name, objectPaths.get(variable) ?? ''));
    }
    return { name: node.name, weights: order.flatMap((variable) => assigned.get(variable) ?? []) };
  });
  for (const { variable, path } of datasets) {
    const material = variable.treeOnly && byVariable.get(variable);
    if (material) assigned.set(variable, assign(variable, material, paths.get(variable) ?? variable.name, path));
  }
  const pick = (variables: readonly VariableNode[]) => variables.flatMap((variable) => assigned.get(variable) ?? []);
  return {
    h5Layers,
    topLevelWeights: [],
    objectGroups: objectGroups(placed),
    objectVariables: datasets.flatMap(({ variable, path }) => {
      const found = assigned.get(variable);
      return found ? [{ ...found, objectPath: path }] : [];
    }),
    sourceTrainables: keras2Trainables(model, (node) => [...(state.get(node)?.keys() ?? inWeights(node))]).flatMap(
      (variable) => {
        const tensor = materials.sourceOnly.get(variable);
        if (!tensor) return assigned.get(variable) ?? [];
        return assign(variable, { sources: [tensor], steps: [] }, variable.name, '');
      },
    ),
    targetTrainables: pick(keras3Trainables(model)),
    configWeights: configWeights(materials),
    dropped: materials.dropped,
    untold: {
      places: materials.untold?.places ?? [],
      order: [...(materials.untold?.order ?? []), ...disordered],
    },
    warnings: [...materials.warnings, ...olderOrderWarnings(model)],
  };
}

/** Whether Keras 3 lists the weights of its own layers in the order of the file, so that the custom ones among them stand right. */
function agree(listed: readonly VariableNode[], inOrder: readonly VariableNode[]): boolean {
  const known = inOrder.filter(({ owner }) => !owner.custom);
  const found = listed.filter(({ owner }) => !owner.custom);
  return known.length === found.length && known.every((variable, index) => variable === found[index]);
}

function assign(variable: VariableNode, material: Material, h5Name: string, objectPath: string): AssignedVariable {
  return {
    name: variable.name,
    layer: variable.owner.path,
    h5Name,
    objectPath,
    sources: material.sources,
    steps: material.steps,
    shape: shapeAfter(material.sources, material.steps).shape,
    trainable: isTrainable(variable),
  };
}

/** Tensors that end in the configuration (`LayerOrigin.configFromWeights`). */
function configWeights({ sourceOnly }: Materials): ConfigWeight[] {
  return [...sourceOnly].flatMap(([variable, tensor]) => {
    const { origin, object, path } = variable.owner;
    const rule = origin?.configFromWeights.find((entry) => entry.variable === variable.name);
    return rule && object ? [{ object, layer: path, key: rule.key, variable: variable.name, source: tensor }] : [];
  });
}

/** The materials of paired variables, and what must be said of them. */
export function materialsOf(
  pairs: Pairs,
  sourceOnly: ReadonlySet<VariableNode>,
  backend: string | undefined,
): Materials {
  const byVariable = new Map<VariableNode, Material>();
  const aside = new Map<VariableNode, Tensor>();
  const warnings = new Map<string, Warning>();
  const say = (layer: string, code: string, text: string) => warnings.set(`${layer}\n${text}`, { code, layer, text });
  const dropped: Tensor[] = [];
  for (const [variable, tensor] of pairs) {
    const layer = variable.owner.path;
    if (sourceOnly.has(variable)) {
      aside.set(variable, tensor);
      if (variable.owner.className === 'BatchNormalization') {
        dropped.push(tensor);
        say(
          layer,
          'renorm-dropped',
          `layer "${layer}": its statistics of renorm are dropped, and training goes on as plain batch normalization`,
        );
      }
      continue;
    }
    byVariable.set(variable, { sources: [tensor], steps: stepsFor(variable, pairs, backend) });
    if (isCudnnSource(variable, pairs))
      say(layer, 'cudnn-replaced', `layer "${layer}": cuDNN's weights are converted to the layout of Keras 3's layer`);
    if (isFlipped(variable, backend))
      say(
        layer,
        'kernels-flipped',
        `layer "${layer}": the kernels written by Theano are flipped, as Keras 3 does not convolve but correlates`,
      );
  }
  return { byVariable, sourceOnly: aside, dropped, warnings: [...warnings.values()] };
}
