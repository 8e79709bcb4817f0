import { Failure, Refusal } from '../errors.ts';
import { stemOf } from '../find/file-names.ts';
import { Hdf5Reader } from '../hdf5/reader.ts';
import { readNameList } from '../keras/layouts/name-list.ts';
import { isObject, type Json, type JsonObject, parseJson, sameJson } from '../keras/python-json.ts';
import type { SourceLayer } from '../keras/weights/types.ts';
import { basename, dirname, extname, join } from '../platform/paths.ts';
import { platform } from '../platform/platform.ts';
import { readWhole } from '../platform/read-whole.ts';
import { parseArchitecture } from './architecture-text.ts';
import { fileKind } from './file-kind.ts';
import { recogniseLayout } from './layout.ts';

/** An architecture found for a file that holds weights alone. */
export interface Architecture {
  readonly config: JsonObject;
  /** Name of the file it came from, for the report. */
  readonly from: string;
  /** The text it was read from: part of what decides the result. */
  readonly text: string;
  /** `keras_version` of that file, where it says one. */
  readonly kerasVersion?: string | undefined;
}

const MAX_TEXT_BYTES = 64 * 1024 * 1024;
/** Whole-model files looked into for an architecture; a folder of more checkpoints says too little. */
const MAX_SIBLINGS = 64;

/**
 * The architecture that the user named: a JSON or YAML file, or a whole-model file.
 *
 * @param path absolute
 * @throws Refusal if it holds none
 */
export async function namedArchitecture(path: string): Promise<Architecture> {
  const found = await platform().files.stat(path);
  if (found?.kind !== 'file')
    throw new Refusal(`the architecture "${basename(path)}" is not a file: check the "architecture" option`);
  if (fileKind(path) === 'hdf5') {
    const model = await wholeModel(path);
    if (!model)
      throw new Refusal(
        `the architecture "${basename(path)}" is an HDF5 file without a model_config: name a to_json() file or a whole-model file`,
      );
    return model.architecture;
  }
  return readText(path);
}

/** What lies beside a file of weights: its architecture, or the names of several that could each be it. */
export type Sibling = Architecture | { readonly undecided: readonly string[] } | undefined;

export function isArchitecture(sibling: Sibling): sibling is Architecture {
  return sibling !== undefined && 'config' in sibling;
}

/**
 * Looks beside a weights file for its architecture. `<stem>.json` (or `.yaml`, `.yml`) is the file's own, whatever else is
 * there. Names that people give it, as `<stem>_architecture.json` and then `model.json`, and whole-model files with the
 * same layer names may be another model's: one counts where the weights fit it, and where several do that differ, none is
 * guessed.
 *
 * @param source absolute path of the weights file
 * @param layers of the weights file; undefined for an object tree and for Keras 0.x, which name none
 * @param upgrade the architecture in Keras 3's form; undefined where the file's weights are not those that it promises
 */
export async function siblingArchitecture(
  source: string,
  layers: readonly SourceLayer[] | undefined,
  upgrade: (architecture: Architecture) => JsonObject | undefined,
): Promise<Sibling> {
  const folder = dirname(source);
  const stem = stemOf(basename(source));
  const own = await textsBeside(folder, [stem]);
  if (own.length > 0) return oneOf(own, upgrade) ?? own[0];
  const stems = [stem, stem.replace(/[._-]?weights$/i, '')].filter((name) => name !== '');
  const names = new Set([...stems.flatMap((name) => ENDINGS.map((ending) => name + ending)), ...stems]);
  const named = oneOf(await textsBeside(folder, [...names], layers), upgrade);
  if (named) return named;
  const whole = layers ? await wholeModelsBeside(source, layers) : [];
  return oneOf([...(await textsBeside(folder, FOLDER_NAMES, layers)), ...whole], upgrade);
}

/** What people add to a file's name for its architecture. */
const ENDINGS = ['_architecture', '-architecture', '_config', '_model', '_arch'];
/** What people name the one architecture of a folder. */
const FOLDER_NAMES = ['model', 'architecture', 'model_architecture', 'model_config', 'config', 'arch', 'model_arch'];
const EXTENSIONS = ['.json', '.yaml', '.yml'];

/** @param layers that an architecture must name to count; undefined: none */
async function textsBeside(
  folder: string,
  names: readonly string[],
  layers?: readonly SourceLayer[],
): Promise<Architecture[]> {
  const found: Architecture[] = [];
  for (const name of names) {
    for (const extension of EXTENSIONS) {
      const path = join(folder, name + extension);
      if (!(await isRegularFile(path))) continue;
      const architecture = await readText(path).catch(() => undefined); // any JSON may lie there: a history, a vocabulary
      if (architecture && knowsLayers(architecture.config, layers)) found.push(architecture);
    }
  }
  return found;
}

/** The only architecture among those found that the weights fit, in however many files and dialects it stands. */
function oneOf(
  found: readonly Architecture[],
  upgrade: (architecture: Architecture) => JsonObject | undefined,
): Sibling {
  const distinct = found.filter((one, at) => !found.slice(0, at).some((other) => sameLayers(one.config, other.config)));
  const fitting = distinct.flatMap((architecture) => {
    const config = upgrade(architecture);
    return config ? [{ architecture, config }] : [];
  });
  const [first, ...others] = fitting;
  if (first === undefined || others.every(({ config }) => sameJson(first.config, config))) return first?.architecture;
  return { undecided: fitting.map(({ architecture }) => architecture.from) };
}

/** A `to_json()` text names its Keras, the `model_config` of a file does not: the rest of the two is the same. */
function sameLayers(one: JsonObject, other: JsonObject): boolean {
  return one.class_name === other.class_name && sameJson(one.config, other.config);
}

/** Whether an architecture that lies in the same folder is this file's: it names all of its layers. */
function knowsLayers(architecture: JsonObject, layers: readonly SourceLayer[] | undefined): boolean {
  if (!layers) return true;
  const names = new Set<string>();
  const unnamed = collectNames(architecture, names);
  return layers.every(({ name, weights }) => names.has(name) || (unnamed > 0 && ownedByNamed(weights, names)));
}

/** Keras 1 wrote a Sequential as a bare list, without its name: the layers inside tell, which its weights are named after. */
function ownedByNamed(weights: readonly { readonly name: string }[], names: ReadonlySet<string>): boolean {
  return weights.every((weight) => {
    const parts = weight.name.split('_');
    return parts.some((_, index) => index > 0 && names.has(parts.slice(0, index).join('_')));
  });
}

/** Adds the names of all layers, however deep: a Sequential of Keras 1 lists those of the models it merges. Returns how many Sequentials have none. */
function collectNames(value: Json, names: Set<string>): number {
  if (Array.isArray(value)) return value.reduce<number>((count, item) => count + collectNames(item, names), 0);
  if (!isObject(value)) return 0;
  if (typeof value.class_name === 'string' && typeof value.name === 'string') names.add(value.name);
  const { config } = value;
  if (isObject(config) && typeof config.name === 'string') names.add(config.name);
  const unnamed = value.class_name === 'Sequential' && Array.isArray(config) && value.name === undefined ? 1 : 0;
  return unnamed + collectNames(Object.values(value), names);
}

/** The whole-model files in the folder that have the same layer names. */
async function wholeModelsBeside(source: string, layers: readonly SourceLayer[]): Promise<Architecture[]> {
  const folder = dirname(source);
  const names = (await platform().files.list(folder))
    .filter((name) => ['.h5', '.hdf5'].includes(extname(name).toLowerCase()))
    .sort();
  if (names.length > MAX_SIBLINGS) return [];
  const wanted = layers.map(({ name }) => name).join('\n');
  const fitting: Architecture[] = [];
  for (const name of names) {
    const path = join(folder, name);
    if (path === source || !(await isRegularFile(path))) continue;
    const model = await wholeModel(path).catch(() => undefined); // a damaged neighbour is not this file's fault
    if (model && !model.ours && model.layerNames.join('\n') === wanted) fitting.push(model.architecture);
  }
  return fitting;
}

async function wholeModel(
  path: string,
): Promise<{ architecture: Architecture; layerNames: readonly string[]; ours: boolean } | undefined> {
  if (fileKind(path) !== 'hdf5') return undefined;
  using reader = await Hdf5Reader.open(path);
  const layout = recogniseLayout(reader);
  if (layout.kind !== 'legacy-h5-model') return undefined;
  const text = reader.attribute('/', 'model_config').strings?.[0];
  if (text === undefined) return undefined;
  const config = parseJson(text);
  if (!isObject(config)) return undefined;
  const layerNames = readNameList(reader, layout.weightsGroup, 'layer_names');
  const { kerasVersion } = layout;
  return {
    architecture: { config, from: basename(path), text, kerasVersion },
    layerNames,
    ours: layout.provenance !== undefined,
  };
}

async function readText(path: string): Promise<Architecture> {
  const size = (await platform().files.stat(path))?.size ?? 0;
  if (size > MAX_TEXT_BYTES)
    throw new Failure(
      `"${basename(path)}" takes ${size} bytes, over the limit of ${MAX_TEXT_BYTES} for an architecture`,
    );
  const text = readWhole(path).toString('utf8');
  return { config: parseArchitecture(text, basename(path)), from: basename(path), text };
}

/** Beside a stranger's weights file a link could lead anywhere: only plain files are read. */
async function isRegularFile(path: string): Promise<boolean> {
  return (await platform().files.lstat(path))?.kind === 'file';
}
