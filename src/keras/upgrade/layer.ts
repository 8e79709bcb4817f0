import { computeAsBackend } from '../backends/compute-as-backend.ts';
import { deleteKey, insertedLayer, kerasObject, type LayerDraft, setKey } from '../classes/hooks/draft.ts';
import { scaleActivated } from '../classes/hooks/scaling.ts';
import { ANY, type LayerRow, type Newer } from '../classes/row.ts';
import { LAYERS, rowOf, unaliased } from '../classes/table.ts';
import { upgradeDtype } from '../dtype.ts';
import { isOperation, unlistPorts } from '../emit/emit-graph.ts';
import type { Call } from '../graph/graph.ts';
import { refsOf } from '../graph/model.ts';
import { isModel } from '../graph/model-kind.ts';
import { sourceClassOf } from '../graph/source-class.ts';
import { nameOf } from '../graph/source-name.ts';
import { asNumber, isObject, type Json, type JsonObject, sameJson } from '../python-json.ts';
import type { Around } from './around.ts';
import { upgradeCustomLayer } from './custom.ts';
import { upgradeLambda } from './lambda.ts';
import type { Place } from './layer-notes.ts';
import { plainName } from './names.ts';
import type { Notes } from './notes.ts';
import { noteDistributed } from './time-distributed.ts';
import { hasUnequalDirections, twoDirections } from './two-directions.ts';
import type { KerasObject, LayerOrigin } from './types.ts';
import { equalActivation, upgradeActivation } from './values/activation.ts';
import { familyOf, upgradeObject } from './values/objects.ts';
import { ownObject } from './values/own.ts';

/** A layer in Keras 3's form, and what must stand directly before, around and after each of its calls, in this order. */
export interface UpgradedLayer {
  readonly object: KerasObject;
  readonly before?: readonly KerasObject[];
  readonly around?: Around;
  readonly after?: readonly KerasObject[];
}

/** A layer on its way, with what the upgrade of layers inside it needs. */
type Draft = LayerDraft & { readonly notes: Notes };

/** What a layer is to the model or layer around it. */
interface LayerRole {
  /** Its name in Keras 3, where the model around it has chosen one. */
  readonly name?: string;
  /** The class of the layer that wraps it. */
  readonly wrapper?: string;
  readonly calls?: readonly Call[];
}

/** What every Keras 2 layer may carry and no Keras 3 layer takes: the model knows its inputs, and `dynamic` its own code. */
const COMMON_DROP = ['batch_input_shape', 'batch_shape', 'dynamic', 'input_dtype', 'autocast', 'input_shape'];

/**
 * Upgrades one serialized layer, wrapped layers, cells and nested models included.
 *
 * @param role what the layer is to what is around it.
 */
export function upgradeLayer(layer: JsonObject, place: Place, notes: Notes, role: LayerRole = {}): UpgradedLayer {
  const { name } = role;
  const { className: written, custom } = sourceClassOf(layer);
  const sourceName = nameOf(layer);
  const className = written === undefined ? undefined : unaliased(written);
  const here = [...place, sourceName];
  if (className === undefined) {
    notes.refuse(sourceName, `the configuration of "${here.join('/')}" names no class; the file may be damaged`, {
      code: 'class-missing',
    });
    return { object: kerasObject('keras.layers', 'Identity', { name: sourceName }) };
  }
  noteSharing(layer, sourceName, notes);
  if (isModel(layer)) return { object: notes.upgradeNested(layer, place, notes, name) };
  const row = custom ? undefined : LAYERS.get(className);
  if (!custom && className === 'Lambda') return { object: upgradeLambda(layer, here, notes, name) };
  if (!row) return { object: upgradeCustomLayer(layer, here, notes, upgradeLayer, name) };
  if (className === 'Bidirectional' && hasUnequalDirections(layer)) {
    const given = { name: name ?? plainName(sourceName), wrapper: role.wrapper, calls: role.calls ?? [] };
    return { object: twoDirections(layer, given, notes, (inner, own) => upgradeDirection(inner, here, notes, own)) };
  }
  return upgradeBuiltIn(layer, className, row, here, notes, role);
}

/** A layer of a Bidirectional; undefined where others must stand before or after it. */
function upgradeDirection(layer: JsonObject, place: Place, notes: Notes, name: string): KerasObject | undefined {
  const { object, before = [], after = [] } = upgradeLayer(layer, place, notes, { name, wrapper: 'Bidirectional' });
  return before.length + after.length > 0 ? undefined : object;
}

/**
 * Keras 2.5 to 2.15 marked a layer it met again in another model (`SharedObjectSavingScope`), but not always where it met it
 * first, so that neither it nor Keras 3 finds the two to be one.
 */
function noteSharing(layer: JsonObject, name: string, notes: Notes): void {
  if (notes.writer.isKeras3 || asNumber(layer.shared_object_id) === undefined) return;
  const text = `layer "${name}" is shared by several models of the file, and Keras 3 gives each its own with the same weights: predictions are the same, but further training moves them apart`;
  if (!notes.warnings.some((warning) => warning.text === text)) notes.warn(name, text, { code: 'layer-shared' });
}

function upgradeBuiltIn(
  layer: JsonObject,
  sourceClass: string,
  row: LayerRow,
  place: Place,
  notes: Notes,
  { name, wrapper, calls = [] }: LayerRole,
): UpgradedLayer {
  const source = isObject(layer.config) ? layer.config : {};
  const sourceName = nameOf(layer);
  const draft: Draft = {
    notes,
    place,
    sourceName,
    sourceClass,
    source,
    wrapper,
    hasStates: calls.some((call) => refsOf(call).length > 1),
    trains: trainsIn(calls),
    className: row.renamed ?? sourceClass,
    config: { ...source },
    adjustments: [],
    configFromWeights: [],
    made: [],
    before: [],
    after: [],
  };
  if (layer.class_name !== draft.className) notes.change([...place, 'class_name'], layer.class_name, draft.className);
  const written = name ?? plainName(sourceName);
  if (written !== draft.config.name) setKey(draft, 'name', written);
  if (row.refusal !== undefined) {
    notes.refuse(sourceName, `layer "${sourceName}" (${sourceClass}) cannot be converted: ${row.refusal}`, {
      code: 'class-unsupported',
    });
  } else {
    applyRow(draft, row);
    upgradeValues(draft, row);
    noteNewer(draft, row);
  }
  const object = kerasObject(row.module ?? 'keras.layers', draft.className, draft.config);
  const origin: LayerOrigin = {
    // An object tree names places after the class that wrote it.
    className: notes.packageLayers.get(source)?.className ?? sourceClass,
    name: sourceName,
    config: source,
    custom: false,
    adjustments: draft.adjustments,
    configFromWeights: draft.configFromWeights,
    ...(draft.state && { state: draft.state }),
  };
  notes.origins.set(object, origin);
  for (const { object: inserted = object, variables } of draft.made)
    notes.made.set(inserted, { of: object, variables });
  return { object, before: draft.before, after: draft.after, ...(draft.around && { around: draft.around }) };
}

function trainsIn(calls: readonly Call[]): LayerDraft['trains'] {
  const trained = calls.filter(({ kwargs }) => kwargs.training === true).length;
  if (trained === 0) return 'never';
  return trained === calls.length ? 'always' : 'sometimes';
}

/** Keys renamed, defaults written out, keys dropped, hook run, and what is left checked against what Keras 3 takes. */
function applyRow(draft: Draft, row: LayerRow): void {
  const { config, notes } = draft;
  const dtype = upgradeDtype(config.dtype);
  if (dtype === undefined) deleteKey(draft, 'dtype');
  else if (dtype !== config.dtype) setKey(draft, 'dtype', dtype);
  for (const [from, to] of Object.entries(row.rename ?? {})) {
    const value = config[from];
    if (value === undefined || Object.hasOwn(config, to)) continue;
    deleteKey(draft, from);
    setKey(draft, to, value);
  }
  if (!notes.writer.isKeras3 && row.defaults) {
    for (const [key, value] of Object.entries(row.defaults(notes.writer))) {
      if (!Object.hasOwn(config, key)) setKey(draft, key, value);
    }
  }
  for (const key of COMMON_DROP) if (!row.keys.includes(key)) deleteKey(draft, key);
  for (const [key, harmless] of Object.entries(row.drop ?? {})) dropKey(draft, key, harmless);
  if (row.untrainable) deleteKey(draft, 'trainable');
  row.hook?.(draft);
  computeAsBackend(draft);
  if (row.activated) scaleActivated(draft, row.activated);
}

/** Says which Keras 3 loads the layer, where not every one does; what is named first needs it as the others do. */
function noteNewer(draft: Draft, { newer }: LayerRow): void {
  const { notes, sourceName, sourceClass } = draft;
  const needed = new Map<string, Newer>();
  for (const one of newer?.(draft) ?? []) if (one && !needed.has(one.since)) needed.set(one.since, one);
  for (const { code, what, since } of needed.values()) {
    notes.warn(
      sourceName,
      `${sourceClass} "${sourceName}" has ${what}, which Keras before ${since} cannot load: load the file with Keras ${since} or newer`,
      { code, needs: since },
    );
  }
}

function dropKey(draft: Draft, key: string, harmless: readonly Json[] | typeof ANY): void {
  const value = draft.config[key];
  if (value === undefined) return;
  if (harmless !== ANY && !harmless.some((allowed) => sameJson(allowed, value))) {
    draft.notes.refuse(
      draft.sourceName,
      `layer "${draft.sourceName}" (${draft.sourceClass}) has ${key} set to ${JSON.stringify(value)}, which Keras 3 cannot do; ` +
        'rebuild the model without it and save it again',
      { code: 'setting-unsupported' },
    );
  }
  deleteKey(draft, key);
}

const COMMON_KEYS = ['name', 'trainable', 'dtype'];

function upgradeValues(draft: Draft, row: LayerRow): void {
  for (const [key, value] of Object.entries(draft.config)) {
    const upgraded = upgradeValue(draft, key, value);
    if (upgraded === undefined) delete draft.config[key];
    else draft.config[key] = upgraded;
  }
  for (const [key, value] of Object.entries(draft.config)) {
    if (row.keys.includes(key) || COMMON_KEYS.includes(key) || isKnownToTarget(draft, key)) continue;
    if (value !== null && value !== false) {
      draft.notes.refuse(
        draft.sourceName,
        `layer "${draft.sourceName}" (${draft.sourceClass}) has a setting "${key}" that Keras 3's ${draft.className} does not take; ` +
          'rebuild the model without it and save it again',
        { code: 'setting-unknown' },
      );
    }
    deleteKey(draft, key);
  }
}

/** A hook may have chosen another class, or written a key that only Keras 3 has. */
function isKnownToTarget(draft: Draft, key: string): boolean {
  return LAYERS.get(draft.className)?.keys.includes(key) ?? false;
}

function upgradeValue(draft: Draft, key: string, value: Json): Json | undefined {
  const { notes, sourceName, place } = draft;
  const family = familyOf(key);
  if (family !== undefined) return upgradeObject(value, family, [...place, key], sourceName, notes);
  if (key === 'activation' || key === 'recurrent_activation') return upgradeActivationKey(draft, key, value);
  if ((key === 'layer' || key === 'backward_layer' || key === 'cell') && isObject(value))
    return upgradeInner(draft, value);
  if (key === 'cells' && Array.isArray(value)) {
    return value.map((cell) => (isObject(cell) ? upgradeInner(draft, cell) : cell));
  }
  return value;
}

/**
 * A wrapped layer or cell. What must stand before or after it in a TimeDistributed gets a TimeDistributed of its own, and
 * stands as it is around a SpectralNormalization, which changes the kernel alone.
 */
function upgradeInner(draft: Draft, inner: JsonObject): Json {
  if (Array.isArray(inner)) return inner;
  if (draft.className === 'TimeDistributed' && isObject(inner.config)) {
    const shape = draft.notes.inputShapes.get(draft.source);
    draft.notes.inputShapes.set(inner.config, shape && [...shape.slice(0, 1), ...shape.slice(2)]);
  }
  const upgraded = upgradeLayer(inner, draft.place, draft.notes, { wrapper: draft.className });
  if (draft.className === 'TimeDistributed' && isModel(inner)) wrapModel(draft, upgraded.object);
  const { before = [], after = [] } = upgraded;
  noteDistributed(draft, sourceClassOf(upgraded.object).className);
  if (draft.className === 'SpectralNormalization') {
    draft.before.push(...before);
    draft.after.push(...after);
    return upgraded.object;
  }
  const isWrapped =
    upgraded.around !== undefined || [...before, ...after].some((layer) => isOperation(layer) && !isOfNumbers(layer));
  if (isWrapped || (before.length + after.length > 0 && draft.className !== 'TimeDistributed')) {
    draft.notes.refuse(
      draft.sourceName,
      `layer "${draft.sourceName}" (${draft.sourceClass}) wraps a layer that Keras 3 computes otherwise; rebuild the model without the wrapper`,
      { code: 'wrapped-layer-changed' },
    );
  }
  draft.before.push(...before.map((layer) => distributed(draft, layer)));
  draft.after.push(...after.map((layer) => distributed(draft, layer)));
  return upgraded.object;
}

/** An operation that computes each number by itself, and so for all steps at once what it does for each. */
function isOfNumbers(operation: KerasObject): boolean {
  return operation.class_name === 'Cos';
}

function distributed(draft: Draft, layer: KerasObject): KerasObject {
  if (isOfNumbers(layer)) return layer;
  const name = isObject(layer.config) ? (layer.config.name ?? null) : null;
  return insertedLayer(draft, 'TimeDistributed', String(name), { layer });
}

function upgradeActivationKey(draft: Draft, key: string, value: Json): Json {
  const upgraded = upgradeActivation(value, draft.sourceName, draft.notes);
  if ('value' in upgraded) return upgraded.value;
  const own = ownActivation(draft, upgraded.layer);
  return own ?? placeActivationLayer(draft, key, upgraded.layer);
}

/** An object of the user's own with a `__call__`, as quantizers are: Keras 3 makes it of its class in `custom_objects`. */
function ownActivation({ sourceName, notes }: LayerDraft, object: Json): Json | undefined {
  if (!isObject(object)) return undefined;
  const { className = '', registeredName, custom } = sourceClassOf(object);
  if (className === '__lambda__' || (!custom && rowOf(className) !== undefined)) return undefined;
  const key = registeredName ?? className;
  notes.custom(
    sourceName,
    `layer "${sourceName}" has an object of the class "${key}" for its activation, which is not Keras's: load_model needs custom_objects={"${key}": ...} with a class that runs in Keras 3`,
    'custom-activation',
  );
  return ownObject(object, object.config ?? {});
}

/** Keras 3.3.3 takes no layer for an activation: it becomes a layer of its own, directly after. */
function placeActivationLayer(draft: Draft, key: string, layer: Json): Json {
  const separable =
    key === 'activation' &&
    isObject(layer) &&
    (LAYERS.get(draft.sourceClass)?.activated || draft.className === 'Activation');
  const row = isObject(layer) ? LAYERS.get(sourceClassOf(layer).className ?? '') : undefined;
  if (!separable && isObject(layer) && WEIGHTLESS.has(sourceClassOf(layer).className ?? '')) {
    return keepActivationLayer(draft, key, layer);
  }
  if (!separable || !isObject(layer) || row === undefined || sourceClassOf(layer).className === 'PReLU') {
    draft.notes.refuse(
      draft.sourceName,
      `layer "${draft.sourceName}" (${draft.sourceClass}) has a layer for its ${key}, which Keras 3 does not load; put that layer after it and save the model again`,
      { code: 'activation-layer-unsupported' },
    );
    return 'linear';
  }
  const upgraded = upgradeLayer(layer, draft.place, draft.notes);
  draft.notes.origins.delete(upgraded.object);
  if (isObject(upgraded.object.config)) upgraded.object.config.name = 'activation';
  draft.after.push(...(upgraded.before ?? []), upgraded.object, ...(upgraded.after ?? []));
  draft.notes.change([...draft.place, key], layer, 'linear');
  return 'linear';
}

/** Activation layers that a cell can hold without a weight of theirs among its own. */
const WEIGHTLESS: ReadonlySet<string> = new Set([
  'Activation',
  'ELU',
  'LeakyReLU',
  'ReLU',
  'Softmax',
  'ThresholdedReLU',
]);

/**
 * Inside a recurrent layer nothing can stand after it: a function that is the same is written, or the layer is left in its
 * place, where Keras 3 before 3.10 takes functions alone (`get` of activations/__init__.py).
 */
function keepActivationLayer(draft: Draft, key: string, layer: JsonObject): Json {
  const { sourceName, sourceClass, notes } = draft;
  const equal = equalActivation(layer);
  if (equal !== undefined) {
    notes.change([...draft.place, key], layer, equal);
    return equal;
  }
  const { object, before = [], after = [] } = upgradeLayer(layer, draft.place, notes);
  notes.origins.delete(object);
  if (before.length + after.length > 0) {
    notes.refuse(
      sourceName,
      `layer "${sourceName}" (${sourceClass}) has for its ${key} a layer that Keras 3 computes otherwise; rebuild the model in Keras 3 and convert its weights alone`,
      { code: 'activation-layer-unsupported' },
    );
  }
  notes.warn(
    sourceName,
    `layer "${sourceName}" (${sourceClass}) has a layer for its ${key}, which Keras before 3.10 does not load: load the file with Keras 3.10 or newer`,
    { code: 'activation-layer', needs: '3.10' },
  );
  return object;
}

/**
 * TimeDistributed cannot wrap a model before Keras 3.4, as models compute no output shapes there; newer ones can, where
 * the model returns a tensor and no list of one. This is the only place where a newer dialect is written: 3.3.3 could not
 * load the model in either form.
 */
function wrapModel(draft: Draft, model: KerasObject): void {
  unlistPorts(model);
  draft.notes.warn(
    draft.sourceName,
    `TimeDistributed "${draft.sourceName}" wraps a model, which Keras before 3.4 cannot do: load the file with Keras 3.4 or newer`,
    { code: 'time-distributed-model', needs: '3.4' },
  );
}
