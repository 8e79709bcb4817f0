/** One word of a POSIX shell command line, whatever the text holds; line breaks become `$'\n'` so that a command stays one line. */
export function shellQuote(text: string): string {
  if (text === '--') return text;
  if (/^[A-Za-z0-9_/.:=@%+,][A-Za-z0-9_/.:=@%+,-]*$/.test(text)) return text;
  if (!/[\u0000-\u001f\u007f\u0080-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(text)) {
    return `'${text.replaceAll("'", "'\\''")}'`;
  }
  const escaped = [...Buffer.from(text)].map((byte) => {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c;
    return plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  // bash and zsh read escapes in $'…'; the quotes are closed after each escape so that a following hex digit is not taken into it.
  return `$'${escaped.map((part, i) => (part.startsWith('\\x') && i + 1 < escaped.length ? `${part}'$'` : part)).join('')}'`;
}
