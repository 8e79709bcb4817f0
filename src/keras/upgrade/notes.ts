import type { Mask } from '../masks/mask.ts';
import type { ModelMasks } from '../masks/tensor-masks.ts';
import type { Json, JsonObject } from '../python-json.ts';
import { type Writer, writerOf } from '../version.ts';
import type { ConfigChange, KerasObject, LayerOrigin, RefusalNote, SourceContext, Warning } from './types.ts';

/** What one run of the upgrade has found so far; the only thing its functions share besides their arguments. */
export class Notes {
  readonly context: SourceContext;
  readonly writer: Writer;
  readonly origins = new Map<KerasObject, LayerOrigin>();
  readonly changes: ConfigChange[] = [];
  readonly warnings: Warning[] = [];
  readonly refusals: RefusalNote[] = [];
  /** Whether any layer makes masks. */
  hasMasks = false;
  /** The masks that models nested in others are given, by the model's object in the source. */
  readonly givenMasks = new Map<JsonObject, readonly (Mask | undefined)[]>();
  /** The masks of the outputs of models and layers, by their objects in the source. */
  readonly modelMasks = new Map<JsonObject, ModelMasks>();

  constructor(context: SourceContext) {
    this.context = context;
    this.writer = writerOf(context.kerasVersion);
  }

  /** Notes a changed configuration entry; `path` is the layer's place and the key. */
  change(path: readonly string[], from: Json | undefined, to: Json | undefined): void {
    this.changes.push({ path: path.join('/'), from, to });
  }

  warn(layer: string | undefined, text: string): void {
    this.warnings.push(layer === undefined ? { text } : { layer, text });
  }

  refuse(layer: string | undefined, text: string): void {
    this.refusals.push(layer === undefined ? { text } : { layer, text });
  }

  /** Something only the user's own code can load: said in a warning, or refused in strict mode. */
  custom(layer: string | undefined, text: string): void {
    if (this.context.strict) this.refuse(layer, `${text} (refused because strict is set)`);
    else this.warn(layer, text);
  }
}

/** A place in the model, for people: the names of the models and layers around it. */
export type Place = readonly string[];
