import { isFlat, isNamed, listPorts } from '../graph/model.ts';
import type { MaskedOutput } from '../masks/mask.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import type { SourceContext, UpgradedModel, Warning } from '../upgrade/types.ts';
import { KerasVersion } from '../version.ts';

/**
 * What the next training step computes otherwise in Keras 3 though weights, settings and optimizer state are all there.
 * Predictions of the converted model are not concerned.
 */
export function nextStepWarnings(upgraded: UpgradedModel, context: SourceContext): Warning[] {
  const layers = [...upgraded.origins.keys()];
  return [
    ...statistics(layers, context),
    ...maskedLosses(upgraded, context),
    ...frozen(layers, context),
    ...shared(layers, context),
    ...perTimeStep(layers),
    ...penalties(layers, context),
    ...frozenPenalties(layers),
    ...namedOtherwise(upgraded),
  ];
}

/**
 * Keras 3 names the outputs of a model after their layers, and where they are a dictionary looks its keys up among these
 * names to find an output's loss (trainers/compile_utils.py `CompileLoss`); a key that is no such name it knows from 3.5 on.
 */
function namedOtherwise({ model, graphs }: UpgradedModel): Warning[] {
  const outputs = graphs.get(model)?.outputs;
  if (outputs === undefined || !isNamed(outputs) || !isFlat(outputs)) return [];
  const layerOf = new Map([...outputs].flatMap(([key, port]) => listPorts(port).map(({ layer }) => [key, layer])));
  const others = [...layerOf].filter(([key, layer]) => key !== layer);
  const [first] = others;
  if (first === undefined) return [];
  const layers = new Set(layerOf.values());
  const crossed = others.find(([key]) => layers.has(key));
  if (crossed) {
    return [
      {
        code: 'output-names-crossed',
        text: `Further training: output "${crossed[0]}" comes from layer "${crossed[1]}" while layer "${crossed[0]}" gives another output, so Keras 3 exchanges their losses; predictions are the same.`,
      },
    ];
  }
  return [
    {
      code: 'output-renamed',
      text: `Further training: output "${first[0]}" has another name than its layer "${first[1]}"; Keras before 3.5 then finds no loss for it and cannot train the model; predictions are the same.`,
      needs: '3.5',
    },
  ];
}

/** The moving statistics, where the source's BatchNormalization gathered them by a rule of its own. */
function statistics(layers: readonly JsonObject[], context: SourceContext): Warning[] {
  const rule = statisticsRule(context);
  if (!rule || !layers.some((layer) => isBatchNormalization(layer) && rule.holdsFor(layer))) return [];
  return [
    {
      code: 'moving-statistics',
      // Without names, so that a report of many files says it once.
      text: `Further training: Keras 3 updates the moving statistics of BatchNormalization by another rule than the original, which ${rule.was} (docs/further-training.md).`,
    },
  ];
}

/**
 * A loss is weighted by the mask of its output. Keras 3 divides by the steps that count (losses/loss.py `apply_mask`), as do
 * Keras without TensorFlow (`weighted_masked_objective`) and tf.keras from 2.10 on (`apply_valid_mask`); tf.keras from 2.2.4
 * to 2.9 divided by all steps (training_eager.py `_model_loss`, compile_utils.py `LossesContainer`).
 */
function maskedLosses({ maskedOutputs }: UpgradedModel, { kerasVersion }: SourceContext): Warning[] {
  const writer = KerasVersion.parse(kerasVersion);
  const [first] = maskedOutputs;
  if (first === undefined) return [];
  const others = maskedOutputs.flatMap(({ layer, other }) => (other ? [otherMask(layer, other)] : []));
  const averagedAll = !writer.isMultiBackend && !writer.isKeras1 && !writer.before(2, 2, 4) && writer.before(2, 10);
  if (!averagedAll) return others;
  return [
    {
      code: 'masked-loss',
      layer: first.layer,
      text: `Further training: output "${first.layer}" has a mask; Keras 3 averages its loss over the steps that the mask leaves, the original over all steps, so that loss and gradients are larger; predictions are the same (docs/further-training.md).`,
    },
    ...others,
  ];
}

/** No layer of Keras 3 gives its output a mask that is computed by others and leaves the output as it is. */
function otherMask(layer: string, { by, needs }: NonNullable<MaskedOutput['other']>): Warning {
  const finding = {
    code: 'masked-loss',
    layer,
    text: `Further training: the loss and the metrics of output "${layer}" are weighted by a mask that "${by}" gives it, which ${needs === undefined ? 'Keras 3' : `Keras before ${needs}`} computes otherwise or has not; predictions are the same${needs === undefined ? '' : `: train the model in Keras ${needs} or newer`}.`,
  };
  return needs === undefined ? finding : { ...finding, needs };
}

interface StatisticsRule {
  readonly was: string;
  readonly holdsFor: (layer: JsonObject) => boolean;
}

function statisticsRule({ kerasVersion, backend }: SourceContext): StatisticsRule | undefined {
  const writer = KerasVersion.parse(kerasVersion);
  if (writer.isKeras1) {
    // From 1.2 on, theano_backend.py `normalize_batch_in_training` returned the variance with epsilon in it.
    if (backend !== 'theano' || writer.before(1, 2)) return undefined;
    return { was: "added epsilon to a batch's variance", holdsFor: () => true };
  }
  if (writer.isMultiBackend) {
    // layers/normalization.py `call`; tensorflow_backend.py `moving_average_update(…, zero_debias=True)`
    return {
      was: "scaled a batch's variance by N/(N-1) and corrected for the first steps",
      holdsFor: () => true,
    };
  }
  // TensorFlow's fused kernel, which tf.keras takes for images.
  return { was: "scaled a batch's variance by N/(N-1)", holdsFor: isOfImages };
}

/** Keras 2 wrote the axis it had resolved: of images with channels last, 3. */
function isOfImages({ config }: JsonObject): boolean {
  const axis = isObject(config) ? config.axis : undefined;
  return axis === 3 || (Array.isArray(axis) && axis.length === 1 && axis[0] === 3);
}

/** Before TensorFlow 2 a frozen BatchNormalization went on normalizing with the batch in training. */
function frozen(layers: readonly JsonObject[], { kerasVersion }: SourceContext): Warning[] {
  const writer = KerasVersion.parse(kerasVersion);
  if (!writer.isMultiBackend && !writer.before(2, 2)) return [];
  return layers
    .filter((layer) => isBatchNormalization(layer) && isObject(layer.config) && layer.config.trainable === false)
    .map((layer) => ({
      code: 'frozen-statistics',
      layer: nameOf(layer),
      text: `Further training: BatchNormalization "${nameOf(layer)}" is frozen; Keras 3 normalizes with its moving statistics, the original with those of the batch.`,
    }));
}

/** Keras 1 updated the statistics of a layer that is called twice once, by one of the calls. */
function shared(layers: readonly JsonObject[], { kerasVersion }: SourceContext): Warning[] {
  if (!KerasVersion.parse(kerasVersion).isKeras1) return [];
  return layers
    .filter(({ inbound_nodes: calls }) => Array.isArray(calls) && calls.length > 1)
    .filter((layer) => holdsBatchNormalization(layer))
    .map((layer) => ({
      code: 'shared-statistics',
      layer: nameOf(layer),
      text: `Further training: "${nameOf(layer)}" is called more than once and holds a BatchNormalization, whose moving statistics Keras 3 updates at every call and Keras 1 at one.`,
    }));
}

/** Keras 3 calls the layer once a time step (layers/rnn/time_distributed.py `call`). */
function perTimeStep(layers: readonly JsonObject[]): Warning[] {
  return layers
    .filter((layer) => layer.class_name === 'TimeDistributed' && holdsBatchNormalization(layer))
    .map((layer) => ({
      code: 'statistics-per-step',
      layer: nameOf(layer),
      text: `Further training: TimeDistributed "${nameOf(layer)}" holds a BatchNormalization; Keras 3 normalizes each time step by itself, the original all steps of a batch together; predictions are the same.`,
    }));
}

/**
 * Penalties on what a layer gives: TensorFlow's Keras and Keras 3 from 3.14 on divide them by the batch (`_handle_activity_regularization`
 * of base_layer.py; layers/layer.py), Keras's own before 2.4 and older Keras 3 do not.
 */
function penalties(layers: readonly JsonObject[], { kerasVersion }: SourceContext): Warning[] {
  const isDivided = !KerasVersion.parse(kerasVersion).isMultiBackend;
  return layers.filter(hasPenalty).map((layer) => {
    const begin = `Further training: the activity regularizer of layer "${nameOf(layer)}" was`;
    return isDivided
      ? {
          code: 'activity-penalty',
          layer: nameOf(layer),
          text: `${begin} divided by the batch size, as Keras 3 does from 3.14 on; train the model in Keras 3.14 or newer.`,
        }
      : {
          code: 'activity-penalty',
          layer: nameOf(layer),
          text: `${begin} not divided by the batch size, as Keras 3 does from 3.14 on; train the model in an older Keras 3, or multiply the regularizer by the batch size.`,
        };
  });
}

function hasPenalty({ class_name: className, config }: JsonObject): boolean {
  if (!isObject(config)) return false;
  return className === 'ActivityRegularization' || (config.activity_regularizer ?? null) !== null;
}

/** Keras 3 counts the penalties of weights that learn (`_get_regularization_losses` of layers/layer.py), Keras 1 and 2 those of all. */
function frozenPenalties(layers: readonly JsonObject[]): Warning[] {
  return layers.filter(isFrozenWithPenalty).map((layer) => ({
    code: 'frozen-penalty',
    layer: nameOf(layer),
    text: `Further training: layer "${nameOf(layer)}" is frozen and has regularizers, which the original counts in the loss and Keras 3 does not: the loss is lower by their constant sum; gradients and predictions are the same.`,
  }));
}

function isFrozenWithPenalty({ config }: JsonObject): boolean {
  if (!isObject(config) || config.trainable !== false) return false;
  return Object.entries(config).some(
    ([key, value]) => key.endsWith('_regularizer') && key !== 'activity_regularizer' && value !== null,
  );
}

function holdsBatchNormalization(value: Json): boolean {
  if (Array.isArray(value)) return value.some(holdsBatchNormalization);
  if (!isObject(value)) return false;
  return isBatchNormalization(value) || Object.values(value).some(holdsBatchNormalization);
}

function isBatchNormalization(object: JsonObject): boolean {
  return object.class_name === 'BatchNormalization';
}

function nameOf({ config }: JsonObject): string {
  return isObject(config) && typeof config.name === 'string' ? config.name : '';
}
