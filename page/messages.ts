import type { Inspection } from '../src/inspect/types.ts';
import type { ConversionSettings } from '../src/options/conversion-settings.ts';
import type { Format } from '../src/plan/plan.ts';
import type { FileResult } from '../src/result.ts';

/** A file as it was dropped: its path below the folder that was dropped, or its name. */
export interface DroppedFile {
  readonly path: string;
  readonly file: File;
}

/** The same for the worker, which is given a copy of each `File` with every request: copies of one have one number. */
export interface SentFile extends DroppedFile {
  readonly id: number;
}

/** What the form asks for. */
export interface Settings extends ConversionSettings {
  readonly formats: readonly Format[];
}

/** What the page asks of its worker, one at a time. */
export type Request =
  /** `hasher` leads to the worker that computes hashes. */
  | { readonly kind: 'start'; readonly hasher: MessagePort }
  /** Makes a worker the one that computes hashes, for what comes through the port. */
  | { readonly kind: 'serve'; readonly port: MessagePort }
  | { readonly kind: 'inspect'; readonly source: string; readonly files: readonly SentFile[] }
  | {
      readonly kind: 'convert';
      readonly source: string;
      readonly files: readonly SentFile[];
      readonly settings: Settings;
    }
  | { readonly kind: 'checksum'; readonly blob: Blob };

export interface ConvertedFile {
  readonly name: string;
  readonly format: Format;
  readonly blob: Blob;
}

/** What the worker answers; of several, `progress` comes first. */
export type Answer =
  | { readonly kind: 'started'; readonly keepsResultsInMemory: boolean }
  | { readonly kind: 'progress'; readonly read: number; readonly written: number }
  | { readonly kind: 'inspected'; readonly inspection: Inspection; readonly lines: readonly string[] }
  | { readonly kind: 'converted'; readonly result: FileResult; readonly outputs: readonly ConvertedFile[] }
  | { readonly kind: 'checksum'; readonly value: number }
  | { readonly kind: 'error'; readonly reason: string };
