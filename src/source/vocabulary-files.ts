import { rowOf } from '../keras/classes/table.ts';
import { kerasClassOf } from '../keras/graph/source-class.ts';
import { isObject, type Json } from '../keras/python-json.ts';
import { dirname, join } from '../platform/paths.ts';
import { platform } from '../platform/platform.ts';
import { readWhole } from '../platform/read-whole.ts';

/** The words of the vocabulary files that a configuration names, by the path that it gives; only those that were read. */
export type VocabularyFiles = ReadonlyMap<string, readonly string[]>;

/** A word a line: ten times what the largest vocabularies of words take. */
const MAX_VOCABULARY_BYTES = 16 * 1024 * 1024;
/**
 * What a vocabulary file is called. Its lines become part of a result, which may be published: a stranger's file must not
 * bring out what else lies in a workspace, such as the token in `.git/config`.
 */
const VOCABULARY_NAME = /^[^.].*\.(?:txt|tsv|csv|vocab|voc|lst|list|words)$/i;
/** Files of one model, each named by a layer. */
const MAX_VOCABULARY_FILES = 64;

/**
 * Reads the vocabulary files that lookups name by path (`vocabulary="words.txt"`; index_lookup.py of Keras 2 reads them when
 * the model is loaded). The path is a stranger's: it is taken to be below the workspace, or below the folder of the source,
 * no link is followed, nothing hidden is read, and nothing that is not called as lists of words are.
 *
 * @param config the source's architecture
 * @param workspace absolute; undefined: nothing is read
 * @param source absolute path of the file that holds the architecture
 */
export async function readVocabularyFiles(
  config: Json | undefined,
  workspace: string | undefined,
  source: string,
): Promise<VocabularyFiles> {
  const found = new Map<string, readonly string[]>();
  if (workspace === undefined || config === undefined) return found;
  const paths = [...new Set(vocabularyPaths(config))].slice(0, MAX_VOCABULARY_FILES);
  for (const path of paths) {
    const parts = partsBelow(workspace, path);
    if (parts === undefined) continue;
    for (const folder of [workspace, dirname(source)]) {
      const words = await wordsIn(folder, parts);
      if (words === undefined) continue;
      found.set(path, words);
      break;
    }
  }
  return found;
}

function vocabularyPaths(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(vocabularyPaths);
  if (!isObject(value)) return [];
  const { config } = value;
  const named =
    isObject(config) && typeof config.vocabulary === 'string' && rowOf(kerasClassOf(value))?.vocabulary !== undefined
      ? [config.vocabulary]
      : [];
  return [...named, ...Object.values(value).flatMap(vocabularyPaths)];
}

/** The names that lead from the workspace to a path in it; undefined for one that leads out. */
function partsBelow(workspace: string, path: string): string[] | undefined {
  const below = path.startsWith(join(workspace, '/')) ? path.slice(join(workspace, '/').length) : path;
  const parts = below.split('/').filter((part) => part !== '.');
  const isPlain = parts.every(
    (part) => part !== '' && !part.startsWith('.') && !part.includes('\\') && !part.includes('\0'),
  );
  return isPlain && VOCABULARY_NAME.test(parts.at(-1) ?? '') ? parts : undefined;
}

/** Lines as TensorFlow's TextFileInitializer reads them: without carriage returns, none behind the last line's end. */
async function wordsIn(folder: string, parts: readonly string[]): Promise<string[] | undefined> {
  let path = folder;
  for (const [at, part] of parts.entries()) {
    path = join(path, part);
    const found = await platform().files.lstat(path);
    const isLast = at === parts.length - 1;
    if (found?.kind !== (isLast ? 'file' : 'folder')) return undefined;
    if (isLast && found.size > MAX_VOCABULARY_BYTES) return undefined;
  }
  const text = decoded(readWhole(path));
  const lines = text?.replaceAll('\r', '').split('\n');
  if (lines?.at(-1) === '') lines.pop();
  return lines;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // no text that JSON can hold
  }
}
