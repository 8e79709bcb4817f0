import { childSpecs, variableSpecs } from '../classes/lookups.ts';
import type { VariableSpec } from '../classes/variables.ts';
import type { ModelGraph } from '../graph/model.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { KerasObject, LayerOrigin, Made, UpgradedModel } from '../upgrade/types.ts';
import { pythonClassName } from './class-name.ts';
import { layerObjectsInOrder } from './graph-order.ts';

/** A variable of the Keras 3 model, as the configuration promises it. */
export interface VariableNode extends VariableSpec {
  readonly owner: LayerNode;
  /** Its place below its owner's in an object tree, where that is not `vars` and its number: in a layer that a custom one holds. */
  readonly within?: string;
}

export interface ChildNode {
  readonly attribute: string;
  readonly legacyAttribute: string;
  readonly listed: boolean;
  readonly node: LayerNode;
}

/** A layer of the Keras 3 model with all that lies inside it. */
export interface LayerNode {
  readonly kind: 'functional' | 'sequential' | 'layer';
  /** Keras 3's Python class. */
  readonly className: string;
  /** Keras 3's layer name. */
  readonly name: string;
  /** For reports: names from the top-level layer down, as the source has them, joined by `/`. */
  readonly path: string;
  readonly config: JsonObject;
  /** The serialized layer, where the configuration holds one. */
  readonly object: KerasObject | undefined;
  /** Its graph, if it is a model. */
  readonly graph: ModelGraph | undefined;
  readonly origin: LayerOrigin | undefined;
  /** How its variables are made, where the source's Keras had no such layer. */
  readonly made: Made | undefined;
  /** Its variables are known by the file alone. */
  readonly custom: boolean;
  readonly trainable: boolean;
  /** Whether Keras 3 builds it while it deserializes it, outside the name scope of the layer that holds it. */
  readonly selfBuilt: boolean;
  /**
   * Its own variables in Keras 3's order; SpectralNormalization lists its layer's kernel among them. A custom layer's list
   * is empty until the file's weights are known.
   */
  readonly variables: VariableNode[];
  readonly children: readonly ChildNode[];
  /** The layers that stand in the settings of a custom layer, whose own code tells what becomes of them. */
  readonly held: readonly HeldLayer[];
}

/** A layer in the settings of a custom one. */
export interface HeldLayer {
  /** Its key, where it is a setting by itself. */
  readonly key: string | undefined;
  readonly node: LayerNode;
}

/** The tree of a whole model. Layers stand in the order in which Keras 3 lists them, which need not be the configuration's. */
export function buildLayerTree(upgraded: UpgradedModel): LayerNode {
  return buildNode(upgraded.model, upgraded, { path: '' });
}

interface Place {
  readonly path: string;
  readonly name?: string;
  readonly serialized?: boolean;
  /** The layer whose own cell this is: its origin is the cell's. */
  readonly origin?: LayerOrigin | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function buildNode(object: KerasObject, upgraded: UpgradedModel, place: Place): LayerNode {
  const { origins } = upgraded;
  const config = isObject(object.config) ? object.config : {};
  const origin = origins.get(object) ?? place.origin;
  const className = pythonClassName(typeof object.class_name === 'string' ? object.class_name : '');
  const kind = kindOf(className, config);
  const custom = kind === 'layer' && (origins.get(object)?.custom ?? false);
  const node: Mutable<LayerNode> = {
    kind,
    className: className === 'Model' ? 'Functional' : className,
    name: place.name ?? layerName(object, config),
    path: place.path,
    config,
    object: place.serialized === false ? undefined : object,
    graph: kind === 'layer' ? undefined : graphOf(object, upgraded),
    origin,
    made: upgraded.made.get(object),
    custom,
    // Sequential.from_config passes the name on, and nothing else.
    trainable: kind === 'sequential' || config.trainable !== false,
    selfBuilt: false,
    variables: [],
    children: [],
    held: custom ? heldLayers(config, upgraded, place.path) : [],
  };
  node.children = custom ? [] : buildChildren(node, object, upgraded);
  node.selfBuilt = isSelfBuilt(node, object);
  node.variables = custom ? [] : ownVariables(node);
  return node;
}

function heldLayers(config: JsonObject, upgraded: UpgradedModel, path: string): HeldLayer[] {
  return Object.entries(config).flatMap(([key, value]) =>
    serializedLayers(value, upgraded).map((object) => ({
      key: object === value ? key : undefined,
      node: buildNode(object, upgraded, { path: `${path}/${layerName(object, {})}` }),
    })),
  );
}

function serializedLayers(value: Json, upgraded: UpgradedModel): KerasObject[] {
  if (Array.isArray(value)) return value.flatMap((item) => serializedLayers(item, upgraded));
  if (!isObject(value)) return [];
  if (upgraded.origins.has(value as KerasObject)) return [value as KerasObject];
  return Object.values(value).flatMap((item) => serializedLayers(item, upgraded));
}

function graphOf(model: KerasObject, { graphs }: UpgradedModel): ModelGraph {
  const graph = graphs.get(model);
  if (!graph) throw new Error(`the upgrade returned no graph of the model "${layerName(model, {})}"`);
  return graph;
}

/** A subclass of Functional keeps its graph in its configuration, whatever its class is called. */
function kindOf(className: string, config: JsonObject): LayerNode['kind'] {
  if (Array.isArray(config.layers) && 'input_layers' in config && 'output_layers' in config) return 'functional';
  return className === 'Sequential' ? 'sequential' : 'layer';
}

function layerName(object: KerasObject, config: JsonObject): string {
  if (typeof config.name === 'string') return config.name;
  return typeof object.name === 'string' ? object.name : '';
}

function buildChildren(node: LayerNode, object: KerasObject, upgraded: UpgradedModel): ChildNode[] {
  const { origins } = upgraded;
  if (node.graph) {
    const objects =
      node.kind === 'functional' ? functionalLayers(node.graph, object, upgraded) : sequentialLayers(node.graph);
    return objects.map((layer) => {
      const path = below(node, reportName(layer, origins));
      return {
        attribute: 'layers',
        legacyAttribute: 'layers',
        listed: true,
        node: buildNode(layer, upgraded, { path }),
      };
    });
  }
  return childSpecs(node.className, node.config).map((spec) => {
    const name = spec.name ?? layerName(spec.object, isObject(spec.object.config) ? spec.object.config : {});
    const place: Place = {
      path: below(node, name),
      serialized: spec.serialized,
      origin: spec.serialized ? undefined : origins.get(object),
      ...(spec.name === undefined ? {} : { name: spec.name }),
    };
    const child = buildNode(spec.object, upgraded, place);
    const { attribute, legacyAttribute, listed } = spec;
    return { attribute, legacyAttribute: legacyAttribute ?? attribute, listed, node: child };
  });
}

function reportName(object: KerasObject, origins: UpgradedModel['origins']): string {
  return origins.get(object)?.name ?? layerName(object, isObject(object.config) ? object.config : {});
}

function below(node: LayerNode, name: string): string {
  return node.path === '' ? name : `${node.path}/${name}`;
}

/** What the converter puts in, which has no weights, stays where the written graph has it. */
function functionalLayers(graph: ModelGraph, model: KerasObject, upgraded: UpgradedModel): KerasObject[] {
  const written = layerObjectsInOrder(graph);
  const inCode = upgraded.isBuiltAnew && upgraded.graphsInCode.get(model);
  if (!inCode) return written;
  const present = new Set(written);
  const ordered = layerObjectsInOrder(inCode).filter((object) => present.has(object));
  const isOrdered = new Set(ordered);
  let next = 0;
  return written.map((object) => (isOrdered.has(object) ? (ordered[next++] ?? object) : object));
}

/** `Sequential.layers` leaves the InputLayer out (`sequential.py`). */
function sequentialLayers({ layers }: ModelGraph): KerasObject[] {
  return layers.map(({ object }) => object).filter((layer) => layer.class_name !== 'InputLayer');
}

/**
 * Keras 3 builds a Functional from its graph, a Sequential as soon as its first layer tells the input's shape, and any
 * object that was saved with a `build_config`.
 */
function isSelfBuilt(node: LayerNode, object: KerasObject): boolean {
  if (node.kind === 'functional' || isObject(object.build_config)) return true;
  if (node.kind === 'layer') return false;
  const layers = node.graph?.layers ?? [];
  const first = node.children[0]?.node;
  if (layers[0]?.object.class_name === 'InputLayer') return layers.length > 1;
  if (Array.isArray(node.config.build_input_shape)) return true;
  return layers.length > 1 && first !== undefined && first.kind !== 'layer' && first.selfBuilt;
}

function ownVariables(node: LayerNode): VariableNode[] {
  if (adapted(node)) return [];
  const own = variableSpecs(node.className, stateConfig(node)).map((spec) => ({ ...spec, owner: node }));
  if (node.className !== 'SpectralNormalization') return own;
  const kernel = node.children[0]?.node.variables.find(({ name }) => name === 'kernel' || name === 'embeddings');
  return kernel ? [kernel, ...own] : own;
}

/** Its state is on the way into its configuration, so that Keras 3 will make no variables. */
function adapted(node: LayerNode): boolean {
  return (node.origin?.configFromWeights.length ?? 0) > 0;
}

/** Whether a Normalization was adapted is what the source's configuration says: the upgraded one may be filled in by now. */
function stateConfig(node: LayerNode): JsonObject {
  return node.className === 'Normalization' && node.origin ? node.origin.config : node.config;
}
