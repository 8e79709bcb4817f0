import { Findings } from '../findings.ts';
import { isKept, packageClassText } from '../packages/packages.ts';
import type { PackageTraining } from '../packages/training.ts';
import type { JsonObject } from '../python-json.ts';
import type { SourceContext } from '../upgrade/types.ts';
import { KerasVersion } from '../version.ts';
import type { Identified } from './identify.ts';

/** What the upgrade of one training configuration has found so far; the parts of the upgrade write into it. */
export class TrainingFindings extends Findings {
  readonly context: SourceContext;
  /** The Keras that wrote the source. */
  readonly writer: KerasVersion;

  constructor(context: SourceContext) {
    super();
    this.context = context;
    this.writer = KerasVersion.parse(context.kerasVersion);
  }

  /**
   * A loss, metric, optimizer or schedule that Keras does not have. Dropping it would train with something else, so its
   * name is passed on and `load_model` asks for it.
   */
  custom(kind: string, name: string): void {
    const facts = { code: 'custom-training-object' };
    if (this.context.strict) {
      this.refuse(
        undefined,
        `The ${kind} "${name}" is not one of Keras's own and custom objects are refused; compile the model with a built-in ${kind}, or convert without the compile settings.`,
        facts,
      );
      return;
    }
    this.warn(
      undefined,
      `The ${kind} "${name}" is not one of Keras's own: load_model needs custom_objects={"${name}": ...}, written for Keras 3, or compile=False.`,
      facts,
    );
  }

  /**
   * The class of Keras that an optimizer or metric of another package stands for, with its configuration, and says so;
   * undefined where there is none, or the user keeps it.
   */
  packageClass(
    kind: string,
    module: string,
    identified: Identified,
    rows: ReadonlyMap<string, PackageTraining>,
  ): { readonly equal: string; readonly config: JsonObject } | undefined {
    if (identified.kind !== 'object' || isKept(identified.packageName ?? '', this.context)) return undefined;
    const { packageName = '' } = identified;
    const row = rows.get(packageName);
    const config = row?.config(identified.config);
    if (!row || !config) return undefined;
    const equal = `${module}.${row.equal}`;
    this.warn(undefined, `${packageClassText(`The ${kind}`, packageName, row.package, equal)}.`, {
      code: 'package-class',
    });
    return { equal: row.equal, config };
  }
}
