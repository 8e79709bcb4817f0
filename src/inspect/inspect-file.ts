import { decide } from '../decide.ts';
import { ITEM_BYTES } from '../hdf5/dtype.ts';
import { elementsOf } from '../hdf5/slabs.ts';
import { plainJson } from '../isolate/messages.ts';
import type { ConversionJob } from '../job.ts';
import { type Outcome, outcomeOf, outcomeOfError, outcomeOfKind } from '../outcome.ts';
import { type Prepared, prepare } from '../plan/prepare.ts';
import { join } from '../platform/paths.ts';
import { platform } from '../platform/platform.ts';
import { temporaryPath } from '../platform/temporary.ts';
import { fileKind } from '../source/file-kind.ts';
import { NotKeras, openSource, type Source } from '../source/open.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { outlineOf, outlineOfWeights, type PlacedWeight } from './outline.ts';
import type { Inspection, LayerOutline, WeightFacts } from './types.ts';

/**
 * What a file is, and what a conversion with the default options would do about it. Nothing is written but, for an
 * archive, its weights in a temporary file that is removed.
 *
 * @param path absolute
 * @param name how the report names the file
 * @throws Failure or Refusal where the file is damaged; NodeJS.ErrnoException where it cannot be read
 */
export async function inspectFile(path: string, name: string): Promise<Inspection> {
  const kind = fileKind(path);
  const sha256 = await platform().sha256OfFile(path);
  const common = { file: name, bytes: (await platform().files.stat(path))?.size ?? 0, sha256 };
  const nothing = { tensors: 0, parameters: 0, weightBytes: 0, optimizerTensors: 0 };
  if (kind !== 'hdf5' && kind !== 'zip') {
    return { ...common, ...nothing, conversion: conversionOf(outcomeOfKind(kind)) };
  }
  const opened = await openSource(path, kind).catch((error: unknown) => {
    if (error instanceof NotKeras) return error;
    throw error;
  });
  if (opened instanceof NotKeras) return { ...common, ...nothing, conversion: conversionOf(outcomeOfError(opened)) };

  await using source = opened;
  const job = jobFor(path, name);
  const decision = await decide(source, job, async () => sha256).catch(outcomeOfError);
  const outcome = 'kind' in decision ? await outcomeOf(decision, source, job) : decision;
  const prepared = 'kind' in decision && decision.kind !== 'up-to-date' ? decision.prepared : undefined;
  const tensors = tensorsOf(source);
  const sum = (of: (tensor: Tensor) => number) => tensors.reduce((total, tensor) => total + of(tensor), 0);
  const { kerasVersion, backend, provenance, trainingConfig } = source;
  return {
    ...common,
    layout: source.layout,
    ...(kerasVersion === undefined ? {} : { kerasVersion }),
    ...(backend === undefined ? {} : { backend }),
    ...(provenance === undefined
      ? {}
      : {
          convertedFrom: {
            kerasVersion: provenance.sourceKerasVersion,
            sha256: provenance.sourceSha256,
            converter: provenance.version,
          },
        }),
    tensors: tensors.length,
    parameters: sum(({ shape }) => elementsOf(shape)),
    weightBytes: sum(({ shape, dtype }) => elementsOf(shape) * ITEM_BYTES[dtype]),
    optimizerTensors: source.weights.content.optimizer.length,
    outline: plainOutline(source.modelConfig === undefined ? groupsOf(source) : architectureOf(source, prepared)),
    ...(trainingConfig === undefined ? {} : { training: plainJson(trainingConfig) ?? null }),
    conversion: conversionOf(outcome),
  };
}

/** The default options; nothing can be at the target's path: the file is looked at as if it had never been converted. */
function jobFor(path: string, name: string): ConversionJob {
  const target = temporaryPath(join(platform().temporaryFolder, 'inspected.h5'));
  return {
    source: path,
    name,
    targets: [{ format: 'h5', path: target, name: '' }],
    overwrite: true,
    check: true,
    inPlace: false,
    compile: true,
    strict: false,
    optionsDigest: '',
  };
}

function conversionOf({ status, reason, needs, renamed, changed, warnings }: Outcome): Inspection['conversion'] {
  return {
    status,
    ...(reason === undefined ? {} : { reason }),
    ...(needs === undefined ? {} : { needs }),
    renamed,
    changed: changed.map((change) => ({ ...change, from: plainJson(change.from), to: plainJson(change.to) })),
    warnings,
  };
}

function tensorsOf({ weights }: Source): readonly Tensor[] {
  if (weights.kind === 'object-tree') return [...weights.content.tensors.values()];
  const { layers, topLevel } = weights.content;
  return [...layers.flatMap((layer) => layer.weights), ...topLevel].map(({ tensor }) => tensor);
}

function architectureOf(source: Source, prepared: Prepared | undefined): LayerOutline {
  const { weights, modelConfig = null } = source;
  if (weights.kind === 'object-tree') return outlineOf(modelConfig, placedByPlan(source, prepared));
  const placed = weights.content.layers.flatMap((layer) =>
    layer.weights.map(({ name, tensor }): PlacedWeight => {
      const parts = name.split('/');
      return { layers: [layer.name, ...parts.slice(0, -1)], name: parts.at(-1) ?? name, tensor };
    }),
  );
  const topLevel = weights.content.topLevel.map(({ name, tensor }) => ({ layers: [], name, tensor }));
  return outlineOf(modelConfig, [...placed, ...topLevel]);
}

/** An object tree names layers by class and number: which is whose is known to the conversion, where it is possible. */
function placedByPlan(source: Source, prepared: Prepared | undefined): readonly PlacedWeight[] {
  try {
    const { model } = prepared ?? prepare(source, { compile: false, strict: false, architecture: undefined });
    return (model?.assigned.objectVariables ?? []).flatMap(({ layer, name, sources }) =>
      sources.map((tensor) => ({ layers: layer.split('/'), name, tensor })),
    );
  } catch {
    // A refusal is told under `conversion`; the outline then has no weights, and the totals stand.
    return [];
  }
}

function groupsOf({ weights }: Source): LayerOutline {
  const groups = new Map<string, WeightFacts[]>();
  const add = (group: string, name: string, { shape, dtype }: Tensor) => {
    const list = groups.get(group) ?? [];
    list.push({ name, shape, dtype });
    groups.set(group, list);
  };
  if (weights.kind === 'object-tree') {
    for (const [path, tensor] of weights.content.tensors) {
      const at = path.lastIndexOf('/vars/');
      add(path.slice(0, at), path.slice(at + 1), tensor);
    }
  } else {
    for (const layer of weights.content.layers) {
      if (layer.weights.length === 0) groups.set(layer.name, []);
      for (const { name, tensor } of layer.weights) add(layer.name, name, tensor);
    }
  }
  return outlineOfWeights(groups);
}

function plainOutline(outline: LayerOutline): LayerOutline {
  const settings = Object.entries(outline.settings).map(([key, value]) => [key, plainJson(value) ?? null]);
  return { ...outline, settings: Object.fromEntries(settings), children: outline.children.map(plainOutline) };
}
