import { type FindingFacts, Findings } from '../findings.ts';
import { type JsonObject, sameJson } from '../python-json.ts';
import type { SourceContext } from '../upgrade/types.ts';
import { KerasVersion } from '../version.ts';

/** A layer as a class name and its configuration, whose `name` is set. */
export interface Layer {
  readonly className: string;
  readonly config: JsonObject;
}

/** What one Keras 1 layer becomes: mostly one layer, at times with weightless ones before or after it. The layer in the middle keeps the name, and with it the weights. */
export interface Expansion {
  readonly before: readonly Layer[];
  readonly layer: Layer;
  readonly after: readonly Layer[];
}

/** What is known of the source, and what the rewriting has found so far. */
export class Keras1Findings extends Findings {
  /** Names of the layers that compute channels last between Permute layers. */
  readonly permuted: string[] = [];
  /** Innermost layers by name, in Keras 2's dialect, as their weights are stored: see {@link keepStored}. */
  readonly stored = new Map<string, Layer>();
  readonly backend: string | undefined;
  /** The Keras that wrote the source. */
  readonly writer: KerasVersion;
  /** The weights are Keras 0.x's, whose standard deviations become variances with them. */
  readonly keepsDeviations: boolean;
  /** The one `dim_ordering` the model's layers record; undefined if none does, or if they differ. */
  readonly order: string | undefined;
  readonly #names: Set<string>;

  constructor(
    context: Pick<SourceContext, 'backend' | 'kerasVersion' | 'keepsDeviations'>,
    order: string | undefined,
    names: Iterable<string>,
  ) {
    super();
    this.backend = context.backend;
    this.writer = KerasVersion.parse(context.kerasVersion);
    this.keepsDeviations = context.keepsDeviations ?? false;
    this.order = order;
    this.#names = new Set(names);
  }

  /** A name that no layer has yet: `conv_padding`, else `conv_padding_1`, … */
  uniqueName(wanted: string): string {
    let name = wanted;
    for (let n = 1; this.#names.has(name); n++) name = `${wanted}_${n}`;
    this.#names.add(name);
    return name;
  }

  /** Keeps a layer for the code that reads its weights: channels come where they came in Keras 1. */
  keepStored(layer: Layer): void {
    const name = typeof layer.config.name === 'string' ? layer.config.name : '';
    const before = this.stored.get(name);
    const told = ['data_format', 'kernel_size', 'filters'];
    const alike =
      before?.className === layer.className && told.every((key) => sameJson(before.config[key], layer.config[key]));
    if (before && !alike) {
      this.refuse(
        name,
        'another layer of another kind has the same name, so their weights cannot be told apart; rename one in the architecture and the file',
        { code: 'layer-name-twice' },
      );
    }
    this.stored.set(name, layer);
  }

  override warn(layer: string, text: string, facts: FindingFacts): void {
    super.warn(layer, `layer "${layer}": ${text}`, facts);
  }

  override refuse(layer: string, text: string, facts: FindingFacts): void {
    super.refuse(layer, `layer "${layer}": ${text}`, facts);
  }

  /** Notes every entry in which two configurations of a layer differ. */
  compare(layer: string, from: JsonObject, to: JsonObject): void {
    const before = new Map(Object.entries(from));
    const after = new Map(Object.entries(to));
    for (const [key, value] of before) {
      if (!sameJson(value, after.get(key))) this.change(`${layer}/${key}`, value, after.get(key));
    }
    for (const [key, value] of after) if (!before.has(key)) this.change(`${layer}/${key}`, undefined, value);
  }
}
