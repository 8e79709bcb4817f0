import { type JsonObject, writeJson } from '../keras/python-json.ts';
import { KERAS_DIALECT } from '../plan/h5-layout.ts';
import { PROVENANCE_KEYS, PROVENANCE_NAMES, type Provenance } from '../provenance.ts';

/**
 * The text members of a `.keras` archive (`save_model`, keras/src/saving/saving_lib.py). `date_saved` holds ZIP's first
 * moment, as the members do: the same source gives the same bytes.
 */
export function archiveTexts(model: JsonObject, provenance: Provenance): { name: string; text: string }[] {
  const metadata: JsonObject = { keras_version: KERAS_DIALECT, date_saved: '1980-01-01@00:00:00' };
  for (const key of PROVENANCE_KEYS) {
    metadata[PROVENANCE_NAMES[key]] = provenance[key];
  }
  return [
    { name: 'metadata.json', text: writeJson(metadata) },
    { name: 'config.json', text: writeJson(model) },
  ];
}
