import { Failure } from '../../errors.ts';
import type { Hdf5Reader } from '../../hdf5/reader.ts';

/** Parts a list may be split in: at 64,512 bytes each, over 60 MB of names. */
const MAX_PARTS = 1000;

/** Whether a group has a list attribute, whole or in parts. */
export function hasNameList(attributes: readonly string[], name: string): boolean {
  return attributes.includes(name) || attributes.includes(`${name}0`);
}

/** The attributes that make up a list: `name`, or `name0`, `name1`, … */
export function nameListParts(attributes: readonly string[], name: string): string[] {
  if (attributes.includes(name)) return [name];
  const parts: string[] = [];
  const present = new Set(attributes);
  while (parts.length < MAX_PARTS && present.has(`${name}${parts.length}`)) parts.push(`${name}${parts.length}`);
  return parts;
}

/**
 * Reads a list of names. Keras splits one longer than 64,512 bytes into `name0`, `name1`, … (`load_attributes_from_hdf5_group`,
 * legacy_h5_format.py); an empty one is float64 of shape (0,).
 *
 * @param attributes the owner's attribute names, where they are known already
 * @throws Failure if the attribute is not text
 */
export function readNameList(
  reader: Pick<Hdf5Reader, 'attribute' | 'attributeNames'>,
  owner: string,
  name: string,
  attributes: readonly string[] = reader.attributeNames(owner),
): string[] {
  return nameListParts(attributes, name).flatMap((part) => {
    const { strings, metadata } = reader.attribute(owner, part);
    if (strings) return strings;
    if (metadata.shape === null || metadata.total_size === 0) return [];
    throw new Failure(
      `attribute "${part}" of "${owner}" should be a list of names but holds numbers; the file may be damaged: restore it from its origin`,
    );
  });
}
