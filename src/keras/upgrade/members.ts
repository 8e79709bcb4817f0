import { layerShape, outputDtype } from '../classes/lookups.ts';
import type { Shape } from '../classes/shapes.ts';
import { upgradeDtype } from '../dtype.ts';
import { isOperation } from '../emit/emit-graph.ts';
import { hasKnownInput, impliedInput, isInput } from '../graph/implied-input.ts';
import type { ModelGraph } from '../graph/model.ts';
import { kerasClassOf } from '../graph/source-class.ts';
import { nameOf } from '../graph/source-name.ts';
import { noteGivenMasks } from '../masks/infer.ts';
import type { MaskOf } from '../masks/mask.ts';
import { unmasked } from '../masks/repair.ts';
import { asNumber, isObject, type JsonObject } from '../python-json.ts';
import type { ModelContext } from './context.ts';
import { inputLayer, upgradeInputLayer } from './input-layer.ts';
import { type UpgradedLayer, upgradeLayer } from './layer.ts';
import { nameInserted } from './names.ts';
import type { Notes } from './notes.ts';
import { suitInput } from './repair-dtypes.ts';
import type { KerasObject } from './types.ts';

/** The layers of a Sequential in their order, an InputLayer first where the shape of the input is known. */
export function upgradeMembers(
  object: JsonObject,
  { layers: sources }: ModelGraph,
  maskOf: MaskOf,
  isCustom: boolean,
  context: ModelContext,
): readonly KerasObject[] {
  const { names, notes } = context;
  const shape = impliedInput(object);
  const first = sources[0];
  const layers: KerasObject[] = [];
  if (first && shape)
    layers.push(inputLayer(names.fresh(`${names.of(first.name)}_input`), [...shape.shape], shape.dtype));
  const isKnown = hasKnownInput(object);
  const keepsMasks = isCustom || !isKnown;
  let dtype = layers[0] && isObject(layers[0].config) ? upgradeDtype(layers[0].config.dtype) : undefined;
  let size = shapeIn(layers[0]);
  for (const source of sources) {
    const config = isObject(source.object.config) ? source.object.config : {};
    notes.inputShapes.set(config, size);
    noteGivenMasks(source, [0], maskOf, notes);
    const upgraded = upgradeMember(source.object, dtype, context);
    const {
      before = [],
      object: layer,
      after = [],
    } = keepsMasks ? upgraded : unmasked(upgraded, source, maskOf, names, notes.writer);
    if (!isKnown && (upgraded.around || [...before, ...after].some(isOperation))) refuseOperations(source.name, notes);
    layers.push(...before, layer, ...after);
    dtype = outputDtype(source.object, dtype);
    size = isInput(source.object) ? shapeIn(layer) : layerShape(kerasClassOf(source.object), config, [size], 0);
  }
  return layers;
}

function refuseOperations(layer: string, notes: Notes): void {
  notes.refuse(
    layer,
    `layer "${layer}" becomes operations, which a model holds only where the shape of its input is known; give the Sequential an input and save it again`,
    { code: 'input-size-unknown' },
  );
}

/** The shape that an InputLayer of Keras 3 gives. */
function shapeIn(input: JsonObject | undefined): Shape | undefined {
  const shape = isObject(input?.config) ? input.config.batch_shape : undefined;
  return Array.isArray(shape) ? shape.map((each) => asNumber(each) ?? null) : undefined;
}

function upgradeMember(
  source: JsonObject,
  dtype: string | undefined,
  { names, place, notes }: ModelContext,
): UpgradedLayer {
  const name = names.of(nameOf(source));
  if (isInput(source)) return { object: upgradeInputLayer(source, place, notes, name) };
  const upgraded = suitInput(upgradeLayer(source, place, notes, { name }), nameOf(source), dtype, notes);
  nameInserted([...(upgraded.before ?? []), ...(upgraded.after ?? [])], name, names);
  return upgraded;
}
