import type { ModelGraph } from '../graph/model.ts';
import { SourceModels } from '../graph/source-models.ts';
import type { OwnClasses } from '../history/own-layers.ts';
import type { Mask, MaskedOutput, ModelMasks } from '../masks/mask.ts';
import type { Replaced } from '../packages/replace-layers.ts';
import type { JsonObject } from '../python-json.ts';
import { LayerNotes, type Place } from './layer-notes.ts';
import type { KerasObject, LayerOrigin, Made, SourceContext } from './types.ts';

export type { Place } from './layer-notes.ts';

/** What one run of the upgrade knows of the source and has found so far; the only thing its passes share besides their arguments. */
export class Notes extends LayerNotes {
  /** The source's models. */
  readonly models = new SourceModels();
  readonly origins = new Map<KerasObject, LayerOrigin>();
  readonly made = new Map<KerasObject, Made>();
  readonly graphs = new Map<KerasObject, ModelGraph>();
  /** `UpgradedModel.graphsInCode`. */
  readonly graphsInCode = new Map<KerasObject, ModelGraph>();
  /** Layers of the user's own classes that are called like Keras's, and how that is known. */
  ownClasses: OwnClasses = new Map();
  /** Layers of other packages that were written as Keras's, by their configurations. */
  packageLayers: ReadonlyMap<JsonObject, Replaced> = new Map();
  /** The masks that models nested in others are given, by the model's object in the source. */
  readonly givenMasks = new Map<JsonObject, readonly (Mask | undefined)[]>();
  /** The masks of the outputs of models and layers, by their objects in the source. */
  readonly modelMasks = new Map<JsonObject, ModelMasks>();

  readonly maskedOutputs: MaskedOutput[] = [];

  /** Upgrades a model that stands inside a layer or another model. */
  readonly upgradeNested: ModelUpgrade;

  /** Why a Lambda was not converted, by its configuration in the source. */
  readonly lambdas = new Map<JsonObject, string>();

  constructor(context: SourceContext, upgradeNested: ModelUpgrade) {
    super(context);
    this.upgradeNested = upgradeNested;
  }
}

/** How a model is upgraded, under the name that the model around it has chosen, if one has. */
export type ModelUpgrade = (object: JsonObject, place: Place, notes: Notes, name?: string) => KerasObject;
