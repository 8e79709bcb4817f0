import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileResult, Report } from '../result.ts';
import { CONVERTER_VERSION } from '../version.ts';

/** The report as JSON text: every key is always there, `null` where nothing is known. */
export function reportJson(report: Report): string {
  return `${JSON.stringify({ converter: { name: 'keras3-migrate', version: CONVERTER_VERSION }, files: report.files.map(fileJson) }, undefined, 2)}\n`;
}

function fileJson(file: FileResult): object {
  return {
    source: file.source,
    status: file.status,
    reason: file.reason ?? null,
    layout: file.layout ?? null,
    kerasVersion: file.kerasVersion ?? null,
    needs: file.needs ?? null,
    sourceSha256: file.sourceSha256 ?? null,
    tensors: file.tensors ?? null,
    bytes: file.bytes ?? null,
    ownResult: file.ownResult ?? false,
    outputs: file.outputs.map(({ format, path, sha256 }) => ({ format, path, sha256: sha256 ?? null })),
    renamed: file.renamed.map(({ from, to }) => ({ from, to })),
    changed: file.changed.map(({ path, from, to }) => ({ path, from: from ?? null, to: to ?? null })),
    warnings: file.warnings.map(({ code, layer, text, needs }) => ({
      code: code ?? null,
      layer: layer ?? null,
      text,
      needs: needs ?? null,
    })),
  };
}

export async function writeReport(report: Report, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, reportJson(report));
}
