import type { Shape } from '../classes/shapes.ts';
import { Findings } from '../findings.ts';
import type { JsonObject } from '../python-json.ts';
import { KerasVersion } from '../version.ts';
import type { SourceContext } from './types.ts';

/** What the upgrade of one layer or value may ask of the source, and what it has to say of it. */
export class LayerNotes extends Findings {
  readonly context: SourceContext;
  /** The Keras that wrote the source. */
  readonly writer: KerasVersion;
  /** The Keras that wrote the configuration, by whose classes its names are read: another where weights are of their own file. */
  readonly namer: KerasVersion;
  /** The shapes of layers' first inputs, by the layers' configurations in the source, as far as they are known. */
  readonly inputShapes = new Map<JsonObject, Shape | undefined>();
  /** Whether any layer of the source makes masks. */
  hasMasks = false;

  constructor(context: SourceContext) {
    super();
    this.context = context;
    this.writer = KerasVersion.parse(context.kerasVersion);
    this.namer = context.architecture ? KerasVersion.parse(context.architecture.kerasVersion) : this.writer;
  }

  /** Whether the user says that no Keras 3 older than this one loads the result. */
  targets(version: string): boolean {
    const { minKeras } = this.context;
    return minKeras !== undefined && !minKeras.isOlderThan(KerasVersion.parse(version));
  }

  /** Something only the user's own code can load: said in a warning, or refused in strict mode. */
  custom(layer: string | undefined, text: string, code: string): void {
    if (this.context.strict) this.refuse(layer, `${text} (refused because strict is set)`, { code });
    else this.warn(layer, text, { code });
  }
}

/** A place in the model, for people: the names of the models and layers around it. */
export type Place = readonly string[];
