import { LAYERS } from '../classes/table.ts';
import { type Argument, type Call, TensorRef } from '../graph/graph.ts';
import type { Layer } from '../graph/model.ts';
import { isObject, type JsonObject } from '../python-json.ts';
import { isArray, withConstants } from './constants.ts';
import { heedsTraining } from './heeds-training.ts';
import type { Notes } from './notes.ts';

/**
 * A call in the form Keras 3's layers take: initial states by keyword, and no keyword arguments that say nothing, as not
 * every Keras 3 layer takes `training` or `mask`. What a custom layer was given is left as it is.
 */
export function upgradeCall(source: Layer, sourceClass: string, object: JsonObject, call: Call, notes: Notes): Call {
  noteTrainingFalse(source.name, call, notes);
  const className = typeof object.class_name === 'string' ? object.class_name : sourceClass;
  if (notes.writer.isKeras3) return call;
  if (call.kwargs.training === true && heedsTraining(object)) noteTrainingTrue(source.name, className, notes);
  if (object.module === null) return call;
  const kwargs = Object.fromEntries(
    Object.entries(call.kwargs).filter(([name, value]) => !saysNothing(name, value, object)),
  );
  const row = LAYERS.get(className);
  if (row?.scoresSince !== undefined && kwargs.return_attention_scores === true)
    noteScores(source.name, className, row.scoresSince, notes);
  const [inputs, ...others] = call.args;
  if (!row?.recurrent || !isTensorList(inputs)) return withConstants({ args: call.args, kwargs }, object);
  const [first, ...states] = inputs;
  const adapted =
    states.length === 0
      ? { args: [first ?? null, ...others], kwargs }
      : { args: [first ?? null, ...others], kwargs: { initial_state: states, ...kwargs } };
  if (adapted.kwargs.initial_state !== undefined) noteKeptStates(source.name, object, notes);
  return withConstants(adapted, object);
}

/** TensorFlow's Keras took the states that a stateful layer is given for its first batch (`_process_inputs` of its rnn). */
function noteKeptStates(layer: string, object: JsonObject, notes: Notes): void {
  if (notes.writer.isMultiBackend || !isStateful(object)) return;
  notes.warn(
    layer,
    `layer "${layer}" is stateful and is given initial states: the original takes them for the first batch and goes on from the state it kept, Keras 3 takes them for every batch, so that all predictions after the first batch differ; feed the states yourself, or rebuild the model without stateful`,
    { code: 'stateful-initial-state' },
  );
}

function isStateful({ config }: JsonObject): boolean {
  if (!isObject(config)) return false;
  return config.stateful === true || (isObject(config.layer) && isStateful(config.layer));
}

/** Layers that had no scores to give while a model was built (`compute_output_spec` of attention.py). */
function noteScores(layer: string, className: string, since: string, notes: Notes): void {
  notes.warn(
    layer,
    `${className} "${layer}" returns its attention scores, which Keras before ${since} cannot do in a functional model: load the file with Keras ${since} or newer`,
    { code: 'attention-scores', needs: since },
  );
}

/** Keras 3's Functional overrides what a call says of training with the mode it runs in (`operation_fn` of functional.py). */
function noteTrainingFalse(layer: string, call: Call, notes: Notes): void {
  if (notes.writer.isKeras3 || call.kwargs.training !== false) return;
  notes.warn(
    layer,
    `layer "${layer}" is called with training=False, which Keras 3 overrides when it trains: predictions are the same, but freeze the layer before training further`,
    { code: 'training-false' },
  );
}

/** A model that is called runs in no mode: what the calls of its layers say then counts, as it did in Keras 2 always. */
function noteTrainingTrue(layer: string, className: string, notes: Notes): void {
  notes.custom(
    layer,
    `layer "${layer}" (${className}) is called with training=True, which Keras 3 overrides in predict() and evaluate(), where the layer now computes as at inference: call the model, as model(x), for what the original predicts`,
    'training-true',
  );
}

/**
 * Keras 3 overrides `training`; early Keras 2 wrote a list of masks where there was none (`mask: [null, null]`); and a keyword
 * would keep the mask of the call out of its graph from 3.10 on.
 */
function saysNothing(name: string, value: Argument, layer: JsonObject): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => item === null);
  return value === null || (name === 'training' && (value === false || (value === true && !heedsTraining(layer))));
}

function isTensorList(argument: Argument | undefined): argument is Argument[] {
  return (
    Array.isArray(argument) &&
    argument[0] instanceof TensorRef &&
    argument.every((item) => item instanceof TensorRef || isArray(item))
  );
}
