import { Refusal } from '../errors.ts';
import type { LegacyH5 } from '../keras/layouts/legacy-h5.ts';
import { isObject, type JsonObject, writeJson } from '../keras/python-json.ts';
import { H5_OPTIMIZER_STATE_IS_LOST } from '../keras/training/training.ts';
import type { Warning } from '../keras/upgrade/types.ts';
import { optimizerTensors, type Source } from '../source/open.ts';
import { planH5 } from './h5-layout.ts';
import type { ConversionPlan, Format, Hdf5Plan } from './plan.ts';
import { nameArchitecture, type Prepared, type PreparedModel } from './prepare.ts';
import { planObjectTree } from './tree-layout.ts';

/**
 * Plans one format of one source. Pure: it sees names, shapes and configuration, never weight bytes.
 *
 * @throws Refusal where the format cannot be written of the source
 */
export function planConversion(source: Source, prepared: Prepared, format: Format): ConversionPlan {
  const sentence = obstacle(source, prepared, format);
  if (sentence) throw new Refusal(sentence([format]));
  const shared = {
    format,
    changed: prepared.changed,
    warnings: prepared.warnings,
    archiveConfig: undefined,
    assets: [],
  };
  if (format === 'h5') {
    const { group, content } = legacyContent(source);
    const { model } = prepared;
    const planned = planH5(content, group, prepared.arrangement, {
      modelConfig:
        model && source.layout !== 'legacy-h5-weights' ? writeJson(outermostLegacy(model.config)) : undefined,
      trainingConfig: model?.trainingConfig && writeJson(model.trainingConfig),
      backend: 'tensorflow',
    });
    const lost: Warning[] =
      content.optimizer.length > 0 ? [{ code: 'optimizer-state-dropped', text: H5_OPTIMIZER_STATE_IS_LOST }] : [];
    const alone =
      source.layout === 'legacy-h5-weights' && model ? [...unreadStatistics(model), ...model.orderWarnings] : [];
    const words = model && model.assets.length > 0 ? model.lostVocabularies : [];
    const warnings = [...prepared.warnings, ...lost, ...alone, ...words, ...widened(planned.hdf5)];
    return { ...shared, ...planned, warnings };
  }
  const { model } = prepared;
  if (model === undefined) throw new Refusal(architectureNeeded([format], prepared.undecided));
  const warnings = [...prepared.warnings, ...model.optimizerWarnings];
  if (format === 'weights') {
    const tree = planObjectTree(model.weightsAlone, model.optimizer);
    return { ...shared, ...tree, warnings: [...warnings, ...model.orderWarnings, ...widened(tree.hdf5)] };
  }
  const planned = planObjectTree(model.assigned, model.optimizer);
  const config: JsonObject = { ...model.config };
  if (model.compileConfig) config.compile_config = model.compileConfig;
  return {
    ...shared,
    ...planned,
    warnings: [...warnings, ...widened(planned.hdf5)],
    archiveConfig: config,
    assets: model.assets,
  };
}

/** What keeps a format from being written of a source: makes the sentence on the formats it keeps out. */
export function obstacle(
  source: Source,
  { model, undecided }: Prepared,
  format: Format,
): ((formats: readonly Format[]) => string) | undefined {
  if (model === undefined) {
    return needsArchitecture(format) ? (formats) => architectureNeeded(formats, undecided) : undefined;
  }
  const { places, order } = model.assigned.untold;
  if (needsArchitecture(format) && places.length > 0) return (formats) => placesUntold(formats, places);
  if (!needsArchitecture(format) && order.length > 0)
    return (formats) => orderUntold(formats, order, source.weights.kind);
  const holdsModel = format === 'keras' || (format === 'h5' && source.layout !== 'legacy-h5-weights');
  return model.neverBuilt && holdsModel ? inputNeeded : undefined;
}

/** Whether a format says of every weight which layer's it is, in Keras 3's own terms. */
function needsArchitecture(format: Format): boolean {
  return format !== 'h5';
}

function architectureNeeded(formats: readonly Format[], undecided: readonly string[]): string {
  return `${need(formats)} the architecture, which this file does not hold: ${nameArchitecture(undecided)}; format "h5" works without`;
}

function inputNeeded(formats: readonly Format[]): string {
  return `${need(formats)} the shape of the model's input, without which this Sequential was saved, so that Keras 3 would find it without weights: build the model in Keras 3 with a keras.Input and load format "weights" into it`;
}

function placesUntold(formats: readonly Format[], layers: readonly string[]): string {
  return `${need(formats)} the places of the layers inside ${quoted(layers)}, of a class that is not Keras's, and an H5 file does not tell which weight is whose: load format "h5" in Keras 3 with custom_objects, and save the model from there`;
}

function orderUntold(formats: readonly Format[], layers: readonly string[], kind: Source['weights']['kind']): string {
  if (kind === 'legacy-h5') {
    return `${need(formats)} the order in which Keras 3 lists the weights of ${quoted(layers)}, which a class that is not Keras's decides, and an H5 file does not tell which weight is whose: save the model in Keras 2.12 or newer as .keras, and convert that`;
  }
  return `${need(formats)} the order in which ${quoted(layers)}, of a class that is not Keras's, makes the layers inside, and an archive does not tell it: load format "keras" in Keras 3 with custom_objects, and save the model from there`;
}

function quoted(layers: readonly string[]): string {
  return layers.map((layer) => `layer "${layer}"`).join(' and ');
}

function need(formats: readonly Format[]): string {
  const named = formats.map((format) => `"${format}"`).join(' and ');
  return formats.length === 1 ? `format ${named} needs` : `formats ${named} need`;
}

/** Keras 3 reads the outermost object of a `.h5` by its class name alone; everything inside is in its own dialect. */
function outermostLegacy(model: PreparedModel['config']): JsonObject {
  return { class_name: model.class_name ?? 'Functional', config: isObject(model.config) ? model.config : {} };
}

/** An object tree has nothing that a legacy H5 keeps beside its weights but the optimizer's. */
function legacyContent(source: Source): { group: string; content: LegacyH5 } {
  if (source.weights.kind === 'legacy-h5') return source.weights;
  const optimizer = optimizerTensors(source);
  return { group: '/', content: { layers: [], topLevel: [], optimizer, extraAttributes: [], unlisted: [] } };
}

/** A file of weights alone has no configuration to put an adapted Normalization's numbers in. */
function unreadStatistics({ assigned }: PreparedModel): Warning[] {
  const layers = new Set(
    assigned.configWeights.filter(({ variable }) => variable === 'mean').map(({ layer }) => layer),
  );
  return [...layers].map((layer) => ({
    code: 'statistics-unread',
    layer,
    text: `Keras before 3.6 does not read the mean and variance of Normalization "${layer}" from an H5 file of weights alone: load the file with Keras 3.6 or newer, or take format "keras" or "weights", from which every Keras 3 reads them.`,
    needs: '3.6',
  }));
}

/** Half precision that Keras 3 does not read in the layout, or that is computed with; float32 holds its every value. */
function widened({ datasets }: Hdf5Plan): Warning[] {
  const count = datasets.filter(({ values }) => values.kind === 'source' && values.steps[0]?.kind === 'widen').length;
  if (count === 0) return [];
  return [
    {
      code: 'half-precision-widened',
      text: `${count} tensors of half precision are float32 in the result, which holds their values exactly.`,
    },
  ];
}
