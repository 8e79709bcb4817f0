/** A warning as one sentence: it begins with its layer, unless the text names it. */
export function findingText({ layer, text }: { readonly layer?: string; readonly text: string }): string {
  return layer === undefined || text.includes(`"${layer}"`) ? text : `layer "${layer}": ${text}`;
}
