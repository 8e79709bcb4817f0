/** The bytes are not a function that any known Python dumped; the message completes "its bytecode cannot be read: …". */
export class MalformedBytecode extends Error {
  override readonly name = 'MalformedBytecode';
}
