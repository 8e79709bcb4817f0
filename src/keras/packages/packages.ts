import type { SourceContext } from '../upgrade/types.ts';

/**
 * Whether a class stays as it is, because the user said so: by its name with or without package. Strict leaves all, and refuses
 * what is not Keras's.
 */
export function isKept(name: string, { strict, keepCustom }: Pick<SourceContext, 'strict' | 'keepCustom'>): boolean {
  return strict || (keepCustom?.has(name) ?? false) || (keepCustom?.has(name.slice(name.indexOf('>') + 1)) ?? false);
}

/** What is said where a class of another package became Keras's. */
export function packageClassText(subject: string, className: string, packageName: string, equal: string): string {
  return `${subject} is of ${packageName} ("${className}") and became ${equal}, which computes the same: load_model needs no custom_objects for it; keep-custom leaves the class as it is`;
}
