/** Names with commas, spaces or line ends between, each once and in order; undefined: none. */
export function readNameList(text: string): readonly string[] | undefined {
  const names = text.split(/[\s,]+/).filter((one) => one !== '');
  return names.length === 0 ? undefined : [...new Set(names)].sort();
}
