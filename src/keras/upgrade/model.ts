import { LAYERS } from '../classes/table.ts';
import { emitGraph, isFunctional, isOperation, type TargetGraph } from '../emit/emit-graph.ts';
import { waitable } from '../emit/relays.ts';
import { hasKnownInput, inputLayerOf, layersOf } from '../graph/implied-input.ts';
import { type Layer, listPorts, type ModelGraph } from '../graph/model.ts';
import { modelKind } from '../graph/model-kind.ts';
import { kerasClassOf, sourceClassOf } from '../graph/source-class.ts';
import { configOf, IncompleteGraph, MalformedGraph, reachableCalls } from '../graph/source-graph.ts';
import { chainOf } from '../graph/source-layer.ts';
import { nameOf } from '../graph/source-name.ts';
import { markOwnLayers } from '../history/own-layers.ts';
import { expandLambdas } from '../lambda/expand.ts';
import { sequentialWithoutLambdas } from '../lambda/in-sequential.ts';
import { withoutReplicas } from '../lambda/replicas.ts';
import { checkMasks, checkMergedMasks, maskedOutputs } from '../masks/check.ts';
import { hasMasks } from '../masks/infer.ts';
import type { MaskOf } from '../masks/mask.ts';
import { givesMasks } from '../masks/repair.ts';
import { packageClassText } from '../packages/packages.ts';
import { type Replaced, replacePackageLayers } from '../packages/replace-layers.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { ModelContext } from './context.ts';
import { noteCustomClass } from './custom.ts';
import { inferFacts } from './facts.ts';
import { graphInCode } from './graph-in-code.ts';
import { type Kept, keepLayers } from './keep-layers.ts';
import type { Place } from './layer-notes.ts';
import { withoutMerges } from './legacy-merge.ts';
import { upgradeMembers } from './members.ts';
import { LayerNames, plainName } from './names.ts';
import { Notes } from './notes.ts';
import { placeLayers } from './place-layers.ts';
import { checkRagged } from './ragged.ts';
import { renameClashing } from './rename-clashing.ts';
import type { KerasObject, SourceContext, UpgradedModel } from './types.ts';
import { ownObject } from './values/own.ts';

const BUILT_IN: ReadonlySet<string> = new Set(['Functional', 'Model', 'Sequential', 'Network']);

/**
 * Upgrades a Keras 2 model configuration (`model_config` of an `.h5`, `config.json` of a `.keras`) to Keras 3's form, in
 * the dialect of 3.3.3, which newer versions read too. Pure: nothing is read but the arguments, and the configuration
 * given is left as it is.
 *
 * What cannot be converted is in `refusals` of the result; a configuration that is no model at all is one too.
 */
export function upgradeModel(config: Json, context: SourceContext): UpgradedModel {
  const notes = new Notes(context, upgradeNestedModel);
  const { config: known, replaced } = replacePackageLayers(config, context);
  const { config: marked, own } = markOwnLayers(
    withoutMerges(known, notes.namer),
    notes.namer,
    context.isRewritten !== true,
    replaced,
  );
  notes.packageLayers = replaced;
  noteReplaced(replaced, notes);
  notes.ownClasses = own;
  notes.hasMasks = !notes.writer.isKeras3 && hasMasks(marked);
  const model = upgradeRoot(rootOf(marked), notes);
  checkMasks(notes);
  const { origins, made, graphs, graphsInCode, changes, warnings, refusals } = notes;
  return {
    model,
    origins,
    made,
    graphs,
    graphsInCode,
    maskedOutputs: notes.maskedOutputs,
    changes,
    warnings,
    refusals,
  };
}

/** Says which layers of other packages became Keras's. */
function noteReplaced(replaced: ReadonlyMap<JsonObject, Replaced>, notes: Notes): void {
  for (const [config, { row, className }] of replaced) {
    const name = typeof config.name === 'string' ? config.name : '';
    notes.change([name, 'class_name'], className, row.equal);
    notes.warn(name, packageClassText(`layer "${name}"`, className, row.package, `keras.layers.${row.equal}`), {
      code: 'package-class',
    });
  }
}

/** Keras's earliest Sequential files held the bare list of layers. */
function rootOf(config: Json): JsonObject | undefined {
  if (Array.isArray(config)) return { class_name: 'Sequential', config };
  return isObject(config) ? config : undefined;
}

function upgradeRoot(root: JsonObject | undefined, notes: Notes): KerasObject {
  if (root && modelKind(root) !== undefined) return upgradeNestedModel(root, [], notes);
  const className = root?.class_name;
  notes.refuse(
    undefined,
    `the model configuration ${typeof className === 'string' ? `is of the class "${className}" and lists no layers` : 'lists no layers'}; ` +
      'only functional and Sequential models hold their architecture: convert the weights alone, or save the model in Keras 3',
    { code: 'no-layers' },
  );
  return { module: null, class_name: className ?? null, config: {}, registered_name: null };
}

/** A model as an object of Keras 3, whether it stands alone or inside another. */
function upgradeNestedModel(object: JsonObject, place: Place, notes: Notes, name?: string): KerasObject {
  const sourceName = nameOf(object);
  const written = name ?? plainName(sourceName);
  const here = [...place, sourceName];
  const { className = '', custom } = sourceClassOf(object);
  if (written !== sourceName) notes.change([...here, 'name'], sourceName, written);
  const isCustom = custom || !BUILT_IN.has(className);
  if (isCustom) noteCustomClass(object, sourceName, notes);
  const { config, graph, inCode } =
    modelKind(object) === 'sequential'
      ? upgradeSequential(object, written, isCustom, here, notes)
      : upgradeFunctional(object, written, here, notes);
  const upgraded = isCustom ? ownObject(object, config) : builtIn(config);
  if (!isCustom && upgraded.class_name !== object.class_name) {
    notes.change([...here, 'class_name'], object.class_name, upgraded.class_name);
  }
  notes.graphs.set(upgraded, graph);
  notes.graphsInCode.set(upgraded, inCode ?? graph);
  notes.origins.set(upgraded, {
    className,
    name: sourceName,
    config: isObject(object.config) ? object.config : {},
    custom: isCustom,
    adjustments: [],
    configFromWeights: [],
  });
  return upgraded;
}

/** A model's configuration in Keras 3's form, and its graph. */
interface UpgradedConfig {
  readonly config: JsonObject;
  readonly graph: ModelGraph;
  /** The graph that the user's own code builds, where that may be another. */
  readonly inCode?: ModelGraph;
}

/** A functional model's configuration in Keras 3's form, and the graph that it holds. */
function upgradeFunctional(object: JsonObject, name: string, place: Place, notes: Notes): UpgradedConfig {
  const config = isObject(object.config) ? object.config : {};
  const upgraded: JsonObject = { name };
  // True would unfreeze every layer of the model (Functional.__init__ of Keras 3 sets it on all of them).
  if (config.trainable === false) upgraded.trainable = false;
  try {
    const source = withoutReplicas(notes.models.graphOf(object), place, notes);
    const { graph, kept } = upgradeGraph(object, expandLambdas(source, place, notes), place, notes);
    return { config: { ...upgraded, ...emitGraph(graph) }, graph, inCode: graphInCode(source, kept) };
  } catch (error) {
    if (!(error instanceof MalformedGraph)) throw error;
    notes.refuse(
      place.at(-1),
      `the model "${place.join('/')}" cannot be read: ${error.message}; ${error instanceof IncompleteGraph ? UNLOADABLE : 'the file may be damaged'}`,
      { code: 'model-unreadable' },
    );
    const graph = { layers: [], inputs: [], outputs: [] };
    return { config: { ...upgraded, ...emitGraph(graph) }, graph };
  }
}

interface UpgradedGraph {
  readonly graph: TargetGraph;
  readonly kept: ReadonlyMap<string, Kept>;
}

/** What to do about a graph that Keras 2 wrote without a part of it. */
const UNLOADABLE =
  'the Keras that wrote the file left it out, and no Keras can load the model: build it anew, and name its to_json() with "architecture" to convert the weights';

/** The passes over the graph of a functional model, in their order. */
function upgradeGraph(object: JsonObject, source: ModelGraph, place: Place, notes: Notes): UpgradedGraph {
  const context: ModelContext = { names: new LayerNames(source.layers.map(({ name }) => name)), place, notes };
  const reached = reachableCalls(source);
  checkRagged(source, notes);
  // Outer models come before those inside, to whose inputs they give masks.
  const facts = inferFacts(source, object, notes);
  noteMaskedOutputs(source, facts.maskOf, place, notes);
  const kept = keepLayers(source, reached, facts, context);
  checkMergedMasks(source, reached, facts.maskOf, notes);
  const placed = placeLayers(source, kept, facts, context);
  // After all that warns of a layer by its name in the source.
  const renamed = renameClashing(placed, context);
  // Last, as relays are of use to the written form alone.
  const graph = { ...renamed, layers: waitable(renamed.layers, (name) => context.names.fresh(name)) };
  return { graph, kept };
}

/** Notes which outputs of the whole model have masks, by which losses are weighted. */
function noteMaskedOutputs({ outputs }: ModelGraph, maskOf: MaskOf, place: Place, notes: Notes): void {
  if (place.length > 1) return;
  const refs = listPorts(outputs);
  const layers = refs.map(({ layer }) => layer);
  notes.maskedOutputs.push(...maskedOutputs(refs.map(maskOf), layers, notes));
}

/**
 * A Sequential's configuration: `{name, layers}`, or before Keras 2.3 the bare list of layers. Its first layer is made
 * an InputLayer wherever the shape is known, as Keras 3 counts on (`keras/src/models/sequential.py`).
 */
function upgradeSequential(
  written: JsonObject,
  name: string,
  isCustom: boolean,
  place: Place,
  notes: Notes,
): UpgradedConfig {
  const lambdas = isCustom ? undefined : sequentialWithoutLambdas(written, place, notes);
  if (lambdas?.graph) {
    const { graph } = upgradeGraph(written, lambdas.graph, place, notes);
    return { config: { ...functionalSettings(written, name), ...emitGraph(graph) }, graph };
  }
  const object = lambdas?.object ?? written;
  const input = inputLayerOf(object);
  const whole = chainOf(input ? [input, ...layersOf(object)] : layersOf(object));
  checkRagged(whole, notes);
  const { maskOf } = inferFacts(whole, object, notes);
  if (!isCustom && hasKnownInput(object) && (givesMasks(whole, maskOf) || whole.layers.some(needsGraph))) {
    const { graph } = upgradeGraph(object, whole, place, notes);
    return { config: { ...functionalSettings(object, name), ...emitGraph(graph) }, graph };
  }
  const source = { ...whole, layers: whole.layers.filter((layer) => layer.object !== input) };
  noteMaskedOutputs(source, maskOf, place, notes);
  const calls = new Map(source.layers.map(({ name }) => [name, new Set([0])]));
  checkMergedMasks(source, calls, maskOf, notes, { givesMasks: false });
  const context: ModelContext = { names: new LayerNames(source.layers.map(({ name }) => name)), place, notes };
  const layers = upgradeMembers(object, source, maskOf, isCustom, context);
  const trainable = isObject(object.config) ? object.config.trainable : undefined;
  const settings = typeof trainable === 'boolean' ? { name, trainable } : { name };
  const chain = chainOf(layers);
  const isGraph =
    layers.some((layer) => isFunctional(layer) || isOperation(layer)) && layers[0]?.class_name === 'InputLayer';
  if (isCustom || !isGraph) return { config: { ...settings, layers: [...layers] }, graph: chain };
  // Keras 3.15 takes the outputs of a Functional that is written for 3.3 for a list of one, which the next layer of a
  // Sequential cannot use; a graph names the tensor itself.
  const graph = { ...chain, layers: waitable(chain.layers, (layer) => layer) };
  return { config: { ...(trainable === false ? { name, trainable } : { name }), ...emitGraph(graph) }, graph };
}

/** Whether a layer becomes operations. */
function needsGraph(layer: Layer): boolean {
  return LAYERS.get(kerasClassOf(layer.object) ?? '')?.needsGraph?.(configOf(layer)) ?? false;
}

/** What a Functional's configuration holds beside its graph; to say that it is trainable would unfreeze its layers. */
function functionalSettings({ config }: JsonObject, name: string): JsonObject {
  return isObject(config) && config.trainable === false ? { name, trainable: false } : { name };
}

/** As Keras 3.3.3 writes its models. */
function builtIn(config: JsonObject): KerasObject {
  return Object.hasOwn(config, 'output_layers')
    ? { module: 'keras.src.models.functional', class_name: 'Functional', config, registered_name: 'Functional' }
    : { module: 'keras', class_name: 'Sequential', config, registered_name: null };
}
