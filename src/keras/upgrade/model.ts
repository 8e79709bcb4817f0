import { modelKind } from '../graph/model-kind.ts';
import { checkMasks } from '../masks/masks.ts';
import { hasMasks } from '../masks/model-masks.ts';
import { isObject, type Json, type JsonObject } from '../python-json.ts';
import { upgradeNestedModel } from './nested.ts';
import { Notes } from './notes.ts';
import type { KerasObject, SourceContext, UpgradedModel } from './types.ts';

/**
 * Upgrades a Keras 2 model configuration (`model_config` of an `.h5`, `config.json` of a `.keras`) to Keras 3's form, in
 * the dialect of 3.3.3, which newer versions read too. Pure: nothing is read but the arguments, and the configuration
 * given is left as it is.
 *
 * What cannot be converted is in `refusals` of the result; a configuration that is no model at all is one too.
 */
export function upgradeModel(config: Json, context: SourceContext): UpgradedModel {
  const notes = new Notes(context);
  notes.hasMasks = !notes.writer.isKeras3 && hasMasks(config);
  const model = upgradeRoot(rootOf(config), notes);
  checkMasks(notes);
  const { origins, graphs, changes, warnings, refusals } = notes;
  return { model, origins, graphs, changes, warnings, refusals };
}

/** Keras's earliest Sequential files held the bare list of layers. */
function rootOf(config: Json): JsonObject | undefined {
  if (Array.isArray(config)) return { class_name: 'Sequential', config };
  return isObject(config) ? config : undefined;
}

function upgradeRoot(root: JsonObject | undefined, notes: Notes): KerasObject {
  if (root && modelKind(root) !== undefined) return upgradeNestedModel(root, [], notes);
  const className = root?.class_name;
  notes.refuse(
    undefined,
    `the model configuration ${typeof className === 'string' ? `is of the class "${className}" and lists no layers` : 'lists no layers'}; ` +
      'only functional and Sequential models hold their architecture: convert the weights alone, or save the model in Keras 3',
    { code: 'no-layers' },
  );
  return { module: null, class_name: className ?? null, config: {}, registered_name: null };
}
