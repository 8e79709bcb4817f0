import { Findings } from '../findings.ts';
import type { ModelGraph } from '../graph/model.ts';
import { SourceModels } from '../graph/source-models.ts';
import type { OwnClasses } from '../history/own-layers.ts';
import type { ModelMasks } from '../masks/infer.ts';
import type { Mask } from '../masks/mask.ts';
import type { JsonObject } from '../python-json.ts';
import { KerasVersion } from '../version.ts';
import type { KerasObject, LayerOrigin, SourceContext } from './types.ts';

/** What one run of the upgrade knows of the source and has found so far; the only thing its functions share besides their arguments. */
export class Notes extends Findings {
  readonly context: SourceContext;
  /** The Keras that wrote the source. */
  readonly writer: KerasVersion;
  /** The source's models. */
  readonly models = new SourceModels();
  readonly origins = new Map<KerasObject, LayerOrigin>();
  readonly graphs = new Map<KerasObject, ModelGraph>();
  /** Layers of the user's own classes that are called like Keras's, and how that is known. */
  ownClasses: OwnClasses = new Map();
  /** Whether any layer makes masks. */
  hasMasks = false;
  /** The masks that models nested in others are given, by the model's object in the source. */
  readonly givenMasks = new Map<JsonObject, readonly (Mask | undefined)[]>();
  /** The masks of the outputs of models and layers, by their objects in the source. */
  readonly modelMasks = new Map<JsonObject, ModelMasks>();

  /** Upgrades a model that stands inside a layer or another model. */
  readonly upgradeNested: ModelUpgrade;

  /** Why a Lambda was not converted, by its configuration in the source. */
  readonly lambdas = new Map<JsonObject, string>();

  constructor(context: SourceContext, upgradeNested: ModelUpgrade) {
    super();
    this.context = context;
    this.upgradeNested = upgradeNested;
    this.writer = KerasVersion.parse(context.kerasVersion);
  }

  /**
   * Whether a form that needs this Keras 3 may be written. Where another form does not, that one is to be taken if this is
   * false; where there is none, write it and say so in a warning with `needs`, by which the file is refused.
   */
  mayNeed(needs: string): boolean {
    const { minKeras } = this.context;
    return minKeras === undefined || !minKeras.isOlderThan(KerasVersion.parse(needs));
  }

  /** Something only the user's own code can load: said in a warning, or refused in strict mode. */
  custom(layer: string | undefined, text: string, code?: string): void {
    const facts = code === undefined ? {} : { code };
    if (this.context.strict) this.refuse(layer, `${text} (refused because strict is set)`, facts);
    else this.warn(layer, text, facts);
  }
}

/** How a model is upgraded, under the name that the model around it has chosen, if one has. */
export type ModelUpgrade = (object: JsonObject, place: Place, notes: Notes, name?: string) => KerasObject;

/** A place in the model, for people: the names of the models and layers around it. */
export type Place = readonly string[];
