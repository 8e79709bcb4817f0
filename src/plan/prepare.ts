import { Refusal } from '../errors.ts';
import { spellOutDirections } from '../keras/emit/backward-layers.ts';
import { keras1ToKeras2 } from '../keras/keras1/config.ts';
import { channelsNote, keras0ForKeras2, keras0Guessed } from '../keras/keras1/keras0-source.ts';
import { KERAS_0_GUESSED, KERAS_0_NOTE, type NamedKeras0, nameKeras0Weights } from '../keras/keras1/keras0-weights.ts';
import { Keras1Layers } from '../keras/keras1/keras1-source.ts';
import { keras1Backend } from '../keras/keras1/weights.ts';
import { givenGlobals } from '../keras/lambda/given-globals.ts';
import type { LegacyH5 } from '../keras/layouts/legacy-h5.ts';
import { isObject, type Json, type JsonObject } from '../keras/python-json.ts';
import { modelOutputs } from '../keras/training/model-outputs.ts';
import { nextStepWarnings } from '../keras/training/next-step.ts';
import {
  type OptimizerStatePlan,
  planOptimizerState,
  stateDropped,
} from '../keras/training/optimizer-state/optimizer-state.ts';
import { upgradeTraining } from '../keras/training/training.ts';
import { upgradeModel } from '../keras/upgrade/model.ts';
import type { ConfigChange, SourceContext, UpgradedModel, Warning } from '../keras/upgrade/types.ts';
import { KerasVersion } from '../keras/version.ts';
import { assignLegacyH5 } from '../keras/weights/assign-legacy-h5.ts';
import { assignObjectTree } from '../keras/weights/assign-object-tree.ts';
import { codeOrderWarnings } from '../keras/weights/code-order.ts';
import { buildLayerTree } from '../keras/weights/layer-tree.ts';
import type { MadeLayers } from '../keras/weights/made-layers.ts';
import { KERAS_3, KERAS_3_BUILT_ANEW, type TreeDialect } from '../keras/weights/object-paths.ts';
import { renameWithoutArchitecture } from '../keras/weights/rename-without-architecture.ts';
import type { AssignedModel } from '../keras/weights/types.ts';
import type { Architecture } from '../source/architecture.ts';
import type { Source } from '../source/open.ts';
import type { VocabularyFiles } from '../source/vocabulary-files.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { adoptWeights, builtAnew } from './config-weights.ts';
import type { H5Arrangement } from './h5-layout.ts';
import { sharedLayerWarnings } from './shared-layers.ts';
import { takeOutOptimized } from './take-out-optimized.ts';
import type { OptimizerDatasets } from './tree-layout.ts';
import { adoptVocabularies, adoptVocabularyFiles, lostVocabularies, missingVocabularies } from './vocabularies.ts';

/** A source whose architecture is known, upgraded. */
export interface PreparedModel {
  /** Keras 3's serialized model. */
  readonly config: JsonObject;
  /** Keras 3's compile settings; undefined where there are none or they were not wanted. */
  readonly compileConfig: JsonObject | undefined;
  /** The same as the `training_config` of an H5 file. */
  readonly trainingConfig: JsonObject | undefined;
  /** For files that carry {@link config}. */
  readonly assigned: AssignedModel;
  /**
   * For files of weights alone, loaded into a model that the user builds: what the configuration would hold (an adapted
   * Normalization's mean) is a weight there, and a Sequential is one.
   */
  readonly weightsAlone: AssignedModel;
  /** For the same files. */
  readonly orderWarnings: readonly Warning[];
  readonly optimizer: OptimizerDatasets | undefined;
  /** Keras 3 makes no variables when it loads the model, as no input's shape is known, and so finds no place for a weight. */
  readonly neverBuilt: boolean;
  readonly assets: readonly { readonly from: string; readonly to: string }[];
  /** Of lookups whose words stand in the assets alone, which an H5 file does not have. */
  readonly lostVocabularies: readonly Warning[];
  readonly optimizerWarnings: readonly Warning[];
}

/** All that planning needs, the same for every format. */
export interface Prepared {
  readonly model: PreparedModel | undefined;
  /** Where each weight goes in Keras 3's H5 layout. */
  readonly arrangement: H5Arrangement;
  readonly changed: readonly ConfigChange[];
  readonly warnings: readonly Warning[];
  /** As {@link PrepareOptions} has it. */
  readonly undecided: readonly string[];
  /** The values given for globals of Lambdas that its Lambdas used. */
  readonly lambdaValues?: readonly string[];
}

export interface PrepareOptions {
  readonly compile: boolean;
  readonly strict: boolean;
  /** The oldest Keras 3 that is to load the result, as `3.12`. */
  readonly minKeras?: string;
  /** What the globals of Lambdas stand for, as a JSON object. */
  readonly lambdaValues?: string;
  /** Classes of other packages that stay as they are, though Keras has an equal. */
  readonly keepCustom?: readonly string[];
  /** In the place of the source's own, where it has one. */
  readonly architecture: Architecture | undefined;
  /** What was read of the files that hold the words of lookups. */
  readonly vocabularyFiles?: VocabularyFiles;
  /** The files beside the source that could each hold its architecture, where they differ. */
  readonly undecided?: readonly string[];
}

/**
 * Upgrades a source's configurations and finds every weight its place. No weight is read but those that become part of
 * the configuration.
 *
 * @throws Refusal where the model cannot be expressed in Keras 3, or configuration and weights disagree
 */
export function prepare(source: Source, options: PrepareOptions): Prepared {
  const unlisted = source.weights.kind === 'legacy-h5' ? unlistedWarnings(source.weights.content.unlisted) : [];
  const config = options.architecture?.config ?? source.modelConfig;
  if (config === undefined) return withoutArchitecture(source, unlisted, options);

  const asWritten = contextOf(source, options, config);
  const writer = KerasVersion.parse(asWritten.kerasVersion);
  const numbered = keras0Layers(source);
  const named = numbered && nameKeras0Weights(numbered, config);
  const early = writer.isKeras1 ? fromKeras1(source, config, asWritten, named) : undefined;
  const optimized = early ? undefined : takeOutOptimized(source, config);
  const rewritten = early?.config ?? optimized?.config ?? config;
  const layers = early?.layers ?? optimized?.layers ?? (named && keras0ForKeras2(named, asWritten.backend));
  const order = named && !early ? channelsNote(named, config) : undefined;
  refuseIf(early?.refusals ?? []);
  const context: SourceContext = early
    ? { ...asWritten, kerasVersion: KERAS_1_REWRITTEN_FOR, backend: 'tensorflow', isRewritten: true }
    : asWritten;
  const upgraded = upgradeModel(rewritten, context);
  refuseIf(upgraded.refusals);
  const assign = (model: UpgradedModel, dialect: TreeDialect) => assignWeights(source, model, context, layers, dialect);
  const assigned = assign(upgraded, KERAS_3);
  adoptWeights(upgraded, assigned, source.reader);
  const vocabularies = [
    ...adoptVocabularies(upgraded, assigned, source.vocabularies, source.reader),
    ...adoptVocabularyFiles(upgraded, options.vocabularyFiles ?? new Map()),
  ];
  const missing = source.layout === 'keras-archive' ? [] : missingVocabularies(upgraded);
  if (options.strict) refuseIf([...missing, ...vocabularies.filter(({ code }) => code === 'vocabulary-file')]);
  const anew = builtAnew(upgraded);
  const weightsAlone = assign(anew, KERAS_3_BUILT_ANEW);
  const orderWarnings = codeOrderWarnings(buildLayerTree(upgraded), buildLayerTree(anew), weightsAlone);

  const training = upgradeTraining(options.compile ? source.trainingConfig : undefined, {
    ...asWritten,
    outputs: modelOutputs(rewritten, upgraded, writer),
  });
  refuseIf(training.refusals);
  const planned = training.compileConfig
    ? planOptimizerState(
        {
          optimizer: optimizerSettings(source.trainingConfig),
          state: source.weights.content.optimizer.map(({ name, tensor }) => ({ name: nameOf(source, name), tensor })),
          trainables: assigned.sourceTrainables,
          ...stateOrder(source, writer),
        },
        training.compileConfig.optimizer,
        assigned.targetTrainables,
      )
    : ({ kind: 'none' } as const);
  const state = optimized && planned.kind !== 'none' ? stateDropped(OPTIMIZED) : inUntoldOrder(planned, assigned);

  const holdsModel = source.layout !== 'legacy-h5-weights';
  const from: Warning[] =
    options.architecture === undefined
      ? []
      : [
          {
            code: 'architecture-from',
            text: `The architecture was taken from "${options.architecture.from}"${source.modelConfig === undefined ? '' : ', which was named, and not from the file, which has one of its own'}.`,
          },
        ];
  return {
    model: {
      config: spellOutDirections(upgraded.model),
      compileConfig: training.compileConfig,
      trainingConfig: training.trainingConfig,
      assigned,
      weightsAlone,
      orderWarnings,
      optimizer: state.kind === 'planned' ? state.variables : undefined,
      neverBuilt: neverBuilt(upgraded, assigned),
      assets: source.assets.map((name) => ({ from: name, to: name })),
      lostVocabularies: lostVocabularies(upgraded),
      optimizerWarnings: state.kind === 'dropped' ? [{ code: 'optimizer-state-dropped', text: state.reason }] : [],
    },
    arrangement: holdsModel ? assigned : weightsAlone,
    ...(context.globals ? { lambdaValues: [...context.globals.used] } : {}),
    changed: [...(early?.changes ?? []), ...upgraded.changes, ...training.changes],
    warnings: [
      ...from,
      ...(named ? [KERAS_0_NOTE] : []),
      ...(order ? [order] : []),
      ...(early?.warnings ?? optimized?.warnings ?? []),
      ...upgraded.warnings,
      ...assigned.warnings,
      ...vocabularies,
      ...missing,
      ...(writer.before(2, 5) ? sharedLayerWarnings(assigned, source.reader) : []),
      ...training.warnings,
      ...(training.compileConfig ? nextStepWarnings(upgraded, asWritten) : []),
      ...unlisted,
    ],
    undecided: [],
  };
}

/** Why the state of wrapped layers is dropped: it has slots of centroids, and of kernels before they were masked. */
const OPTIMIZED = 'it is that of layers that tensorflow-model-optimization had wrapped';

/** Slots go by the order of the weights. */
function inUntoldOrder(plan: OptimizerStatePlan, { untold }: AssignedModel): OptimizerStatePlan {
  const [layer] = untold.order;
  if (plan.kind !== 'planned' || layer === undefined) return plan;
  return stateDropped(`the file does not tell the order of the weights of "${layer}", whose class is not Keras's`);
}

/**
 * TensorFlow 1.13 to 2.0 wrote a Sequential that was first called with data without the shape of its input; Keras 2 itself
 * cannot load the file. Any other model tells it.
 */
function neverBuilt(upgraded: UpgradedModel, { objectVariables }: AssignedModel): boolean {
  const { kind, selfBuilt } = buildLayerTree(upgraded);
  return kind === 'sequential' && !selfBuilt && objectVariables.length > 0;
}

function withoutArchitecture(
  source: Source,
  unlisted: readonly Warning[],
  { undecided = [], minKeras }: PrepareOptions,
): Prepared {
  const { weights } = source;
  if (weights.kind === 'object-tree') {
    throw new Refusal(
      `the file holds an object tree without an architecture, so which weight is whose is not known: ${nameArchitecture(undecided)}`,
    );
  }
  const { layers, topLevel, unnamed } = weights.content;
  const context: SourceContext = {
    kerasVersion: source.kerasVersion,
    backend: source.backend,
    strict: false,
    ...(minKeras === undefined ? {} : { minKeras: KerasVersion.parse(minKeras) }),
  };
  if (unnamed) {
    const guessed = keras0Guessed(layers);
    const renamed = renameWithoutArchitecture(guessed.layers, topLevel, context);
    const arrangement = { ...renamed, h5Layers: guessed.unfoldLayers(renamed.h5Layers) };
    const warnings = [KERAS_0_GUESSED, ...renamed.warnings, ...unlisted];
    return { model: undefined, arrangement, changed: [], warnings, undecided };
  }
  const renamed = renameWithoutArchitecture(layers, topLevel, context);
  const warnings = [...renamed.warnings, ...unlisted];
  return { model: undefined, arrangement: renamed, changed: [], warnings, undecided };
}

/** What to do about a file without its architecture. */
export function nameArchitecture(undecided: readonly string[]): string {
  if (undecided.length === 0) {
    return 'put the model\'s to_json() beside it as <stem>.json or model.json, or name one with "architecture"';
  }
  const names = undecided.map((name) => `"${name}"`).join(', ');
  return `${names} beside it could each hold it and differ, so name one with "architecture"`;
}

function contextOf(source: Source, options: PrepareOptions, config: Json): SourceContext {
  const names = source.weights.kind === 'legacy-h5' ? weightNames(source.weights.content) : [];
  const architecture = isObject(config) ? config : undefined;
  const isKeras0 = keras0Layers(source) !== undefined;
  return {
    kerasVersion: source.kerasVersion ?? versionIn(architecture),
    backend: source.backend ?? textIn(architecture, 'backend') ?? (isKeras0 ? 'theano' : keras1Backend(names)),
    ...(isKeras0 ? { keepsDeviations: true } : {}),
    strict: options.strict,
    ...(options.architecture
      ? { architecture: { kerasVersion: options.architecture.kerasVersion ?? versionIn(architecture) } }
      : {}),
    ...(options.minKeras === undefined ? {} : { minKeras: KerasVersion.parse(options.minKeras) }),
    ...(options.keepCustom === undefined ? {} : { keepCustom: new Set(options.keepCustom) }),
    ...(options.lambdaValues === undefined ? {} : { globals: givenGlobals(options.lambdaValues) }),
  };
}

/** Keras 1's configurations are rewritten in the dialect of this version first. */
const KERAS_1_REWRITTEN_FOR = '2.2.4';

function fromKeras1(source: Source, config: Json, context: SourceContext, named: NamedKeras0 | undefined) {
  const { weights } = source;
  const layers = named?.layers ?? (weights.kind === 'legacy-h5' ? weights.content.layers : []);
  const rewritten = keras1ToKeras2(
    config,
    context,
    layers.map((layer) => layer.name),
  );
  const deviations = named && { added: undefined };
  return { ...rewritten, layers: new Keras1Layers(layers, rewritten.stored, context.backend, deviations) };
}

/** The layers of a file of Keras 0.x. */
function keras0Layers({ weights }: Source): LegacyH5['layers'] | undefined {
  return weights.kind === 'legacy-h5' && weights.content.unnamed ? weights.content.layers : undefined;
}

function assignWeights(
  source: Source,
  upgraded: UpgradedModel,
  context: SourceContext,
  early: MadeLayers | undefined,
  dialect: TreeDialect,
): AssignedModel {
  const { weights } = source;
  if (weights.kind === 'object-tree') return assignObjectTree(upgraded, weights.content.tensors, context, dialect);
  const { layers, topLevel } = weights.content;
  if (early) return early.unfold(assignLegacyH5(upgraded, early.layers, topLevel, context, dialect));
  return assignLegacyH5(upgraded, layers, topLevel, context, dialect);
}

function weightNames(content: LegacyH5): string[] {
  return content.layers.flatMap((layer) => layer.weights.map((weight) => weight.name));
}

/**
 * Keras before 2.0.6 trained the weights in the order of their names (engine/training.py `_make_train_function`), in which
 * "batchnormalization_1_gamma" comes before "dense_1_W" and "dense_10_W" before "dense_2_W".
 */
function stateOrder(source: Source, writer: KerasVersion): { trainableTensors?: readonly Tensor[] } {
  const { weights } = source;
  if (weights.kind !== 'legacy-h5' || !writer.before(2, 0, 6)) return {};
  const named = weights.content.layers.flatMap((layer) => layer.weights);
  const byName = [...named].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { trainableTensors: byName.map(({ tensor }) => tensor) };
}

function optimizerSettings(trainingConfig: Json | undefined): Json {
  if (!isObject(trainingConfig)) return null;
  return trainingConfig.optimizer_config ?? trainingConfig.optimizer ?? null;
}

/** The variables of an object tree are numbered, not named. */
function nameOf(source: Source, name: string): string | undefined {
  return source.weights.kind === 'legacy-h5' ? name : undefined;
}

/** A `to_json()` text says which Keras wrote it. */
function versionIn(config: JsonObject | undefined): string | undefined {
  return textIn(config, 'keras_version');
}

function textIn(config: JsonObject | undefined, key: string): string | undefined {
  const value = config?.[key];
  return typeof value === 'string' ? value : undefined;
}

function unlistedWarnings(paths: readonly string[]): Warning[] {
  if (paths.length === 0) return [];
  const some = paths.slice(0, 3).map((path) => `"${path.slice(1)}"`);
  const more = paths.length > some.length ? ` and ${paths.length - some.length} more` : '';
  return [
    {
      code: 'never-read',
      text: `Keras never reads ${some.join(', ')}${more}, because no list of the file names them: they are not in the result.`,
    },
  ];
}

/** As many as a reader takes in; the rest are the same kind of thing. */
const REFUSALS_SHOWN = 5;

function refuseIf(notes: readonly Warning[]): void {
  if (notes.length === 0) return;
  const shown = notes.slice(0, REFUSALS_SHOWN).map((note) => note.text);
  if (notes.length > shown.length) shown.push(`and ${notes.length - shown.length} more`);
  throw new Refusal(shown.join('; '));
}
