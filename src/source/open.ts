import { ArchiveReader } from '../archive/read-archive.ts';
import { Failure, Refusal } from '../errors.ts';
import { Hdf5Reader } from '../hdf5/reader.ts';
import { readKeras0Weights } from '../keras/layouts/keras0-h5.ts';
import { type LegacyH5, type NamedTensor, readLegacyH5 } from '../keras/layouts/legacy-h5.ts';
import { type ObjectTree, readObjectTree } from '../keras/layouts/object-tree.ts';
import { isObject, type Json, JsonSyntaxError, parseJson } from '../keras/python-json.ts';
import { join } from '../platform/paths.ts';
import { platform } from '../platform/platform.ts';
import { temporaryPath } from '../platform/temporary.ts';
import { type Provenance, readProvenance } from '../provenance.ts';
import { shorten } from '../shorten.ts';
import type { FileKind } from './file-kind.ts';
import { recogniseLayout } from './layout.ts';

/** A Keras file, open, with everything read but its weights. */
export interface Source extends AsyncDisposable {
  readonly layout: 'legacy-h5-model' | 'legacy-h5-weights' | 'object-tree' | 'keras-archive';
  readonly kerasVersion: string | undefined;
  readonly backend: string | undefined;
  /** Not undefined: this converter made the file. */
  readonly provenance: Provenance | undefined;
  readonly modelConfig: Json | undefined;
  /** `training_config` of a legacy H5, `compile_config` of an archive. */
  readonly trainingConfig: Json | undefined;
  readonly reader: Hdf5Reader;
  readonly weights: SourceWeights;
  /** Members below `assets/`, by name. */
  readonly assets: readonly string[];
  /** The words of lookups with `idf_weights`, by the folder of the asset that lists them. */
  readonly vocabularies: ReadonlyMap<string, string>;
  readonly archive: ArchiveReader | undefined;
}

export type SourceWeights =
  | { readonly kind: 'legacy-h5'; readonly group: '/' | '/model_weights'; readonly content: LegacyH5 }
  | { readonly kind: 'object-tree'; readonly content: ObjectTree };

/** The optimizer's tensors in their order, whatever the layout. */
export function optimizerTensors(source: Source): readonly NamedTensor[] {
  return source.weights.content.optimizer;
}

/** An archive's weights. */
const WEIGHTS_MEMBER = 'model.weights.h5';

/** A sound HDF5 or ZIP file that is not Keras's. */
export class NotKeras extends Error {
  override readonly name = 'NotKeras';
}

/**
 * Opens a file of either kind in which Keras writes.
 *
 * @throws NotKeras where it holds no Keras layout; Failure or Refusal as the rooms it reads through
 */
export async function openSource(path: string, kind: FileKind): Promise<Source> {
  if (kind === 'hdf5') return openHdf5Source(path);
  if (kind === 'zip') return openArchiveSource(path, temporaryPath(join(platform().temporaryFolder, WEIGHTS_MEMBER)));
  throw new NotKeras('the file is neither HDF5 nor a .keras archive');
}

/**
 * Opens an HDF5 file.
 *
 * @throws NotKeras where it holds no Keras layout; Failure or Refusal thrown by the HDF5 reader
 */
async function openHdf5Source(path: string): Promise<Source> {
  const reader = await Hdf5Reader.open(path);
  try {
    const layout = recogniseLayout(reader);
    const close = {
      async [Symbol.asyncDispose]() {
        reader[Symbol.dispose]();
      },
    };
    switch (layout.kind) {
      case 'not-keras':
        throw new NotKeras(`the HDF5 file is not Keras's: it has ${layout.found}`);
      case 'not-converted':
        throw new Refusal(layout.found);
      case 'object-tree':
        return {
          ...close,
          layout: layout.kind,
          kerasVersion: undefined,
          backend: undefined,
          provenance: layout.provenance,
          modelConfig: undefined,
          trainingConfig: undefined,
          reader,
          weights: { kind: 'object-tree', content: readObjectTree(reader) },
          assets: [],
          vocabularies: new Map(),
          archive: undefined,
        };
      case 'keras-0-weights':
        return {
          ...close,
          layout: 'legacy-h5-weights',
          kerasVersion: undefined,
          backend: undefined,
          provenance: undefined,
          modelConfig: undefined,
          trainingConfig: undefined,
          reader,
          weights: { kind: 'legacy-h5', group: '/', content: readKeras0Weights(reader) },
          assets: [],
          vocabularies: new Map(),
          archive: undefined,
        };
      case 'legacy-h5-model':
      case 'legacy-h5-weights':
        return {
          ...close,
          layout: layout.kind,
          kerasVersion: layout.kerasVersion,
          backend: layout.backend,
          provenance: layout.provenance,
          modelConfig: jsonAttribute(reader, 'model_config'),
          trainingConfig: jsonAttribute(reader, 'training_config'),
          reader,
          weights: {
            kind: 'legacy-h5',
            group: layout.weightsGroup,
            content: readLegacyH5(reader, layout.weightsGroup),
          },
          assets: [],
          vocabularies: new Map(),
          archive: undefined,
        };
    }
  } catch (error) {
    reader[Symbol.dispose]();
    throw error;
  }
}

/**
 * Opens a `.keras` archive; its weights are extracted to a temporary file, which closing removes.
 *
 * @param temporary absolute path for the extracted weights; nothing may be there
 */
async function openArchiveSource(path: string, temporary: string): Promise<Source> {
  const archive = await ArchiveReader.open(path);
  let reader: Hdf5Reader | undefined;
  const close = async () => {
    reader?.[Symbol.dispose]();
    await archive[Symbol.asyncDispose]();
    await platform().files.remove(temporary);
  };
  try {
    for (const member of ['metadata.json', 'config.json', WEIGHTS_MEMBER]) {
      if (!archive.has(member)) throw new NotKeras(`the ZIP file is not a .keras archive: it has no ${member}`);
    }
    const metadata = parse(await archive.text('metadata.json'), 'metadata.json');
    const config = parse(await archive.text('config.json'), 'config.json');
    const textOf = (name: string) => {
      const value = isObject(metadata) ? metadata[name] : undefined;
      return typeof value === 'string' ? value : undefined;
    };
    await archive.extract(WEIGHTS_MEMBER, temporary);
    reader = await Hdf5Reader.open(temporary);
    const content = readObjectTree(reader);
    const assets = archive.names.filter((name) => name.startsWith('assets/'));
    return {
      [Symbol.asyncDispose]: close,
      layout: 'keras-archive',
      kerasVersion: textOf('keras_version'),
      backend: undefined,
      provenance: readProvenance(textOf),
      modelConfig: config,
      trainingConfig: isObject(config) ? config.compile_config : undefined,
      reader,
      weights: { kind: 'object-tree', content },
      assets,
      vocabularies: await vocabulariesOf(archive, assets, content),
      archive,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function vocabulariesOf(
  archive: ArchiveReader,
  assets: readonly string[],
  { tensors }: ObjectTree,
): Promise<ReadonlyMap<string, string>> {
  const vocabularies = new Map<string, string>();
  for (const asset of assets) {
    if (!asset.endsWith('/vocabulary.txt')) continue;
    const folder = asset.slice('assets/'.length, -'/vocabulary.txt'.length);
    if (tensors.has(`${folder}/vars/idf_weights`)) vocabularies.set(folder, await archive.text(asset));
  }
  return vocabularies;
}

function jsonAttribute(reader: Hdf5Reader, name: string): Json | undefined {
  if (!reader.attributeNames('/').includes(name)) return undefined;
  const text = reader.attribute('/', name).strings?.[0];
  if (text === undefined)
    throw new Failure(`attribute "${name}" should be JSON text; the file may be damaged: restore it from its origin`);
  return parse(text, `attribute "${name}"`);
}

/** @throws Failure that names the place */
function parse(text: string, place: string): Json {
  try {
    return parseJson(text);
  } catch (cause) {
    if (!(cause instanceof JsonSyntaxError)) throw cause;
    throw new Failure(
      `${place} is not JSON that Keras writes (${shorten(cause.message)}); the file may be damaged: restore it from its origin`,
      { cause },
    );
  }
}
