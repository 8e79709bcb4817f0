import type { Store, StoredFile } from './files.ts';

/** Pieces in which a file grows. */
const PIECE_BYTES = 8 * 1024 * 1024;

/** Keeps files in memory, where a page has no file system of its own: one that was opened from a file. */
export class MemoryStore implements Store {
  create(): StoredFile {
    return new MemoryFile();
  }
}

class MemoryFile implements StoredFile {
  #pieces: Uint8Array<ArrayBuffer>[] = [];
  #size = 0;

  size(): number {
    return this.#size;
  }

  read(into: Uint8Array, position: number): number {
    const length = Math.max(0, Math.min(into.length, this.#size - position));
    this.#eachPiece(position, length, (piece, done) => into.set(piece, done));
    return length;
  }

  write(bytes: Uint8Array, position: number): void {
    const end = position + bytes.length;
    while (this.#pieces.length * PIECE_BYTES < end) this.#pieces.push(new Uint8Array(PIECE_BYTES));
    this.#eachPiece(position, bytes.length, (piece, done) => piece.set(bytes.subarray(done, done + piece.length)));
    this.#size = Math.max(this.#size, end);
  }

  async toBlob(): Promise<Blob> {
    const last = this.#size % PIECE_BYTES;
    const pieces = this.#pieces.map((piece, at) =>
      last !== 0 && at === this.#pieces.length - 1 ? piece.subarray(0, last) : piece,
    );
    const blob = new Blob(pieces);
    this.remove();
    return blob;
  }

  remove(): void {
    this.#pieces = [];
    this.#size = 0;
  }

  #eachPiece(position: number, length: number, use: (piece: Uint8Array, done: number) => void): void {
    for (let done = 0; done < length; ) {
      const at = position + done;
      const start = at % PIECE_BYTES;
      const piece = this.#pieces[Math.floor(at / PIECE_BYTES)]?.subarray(start, start + length - done);
      if (piece === undefined) return;
      use(piece, done);
      done += piece.length;
    }
  }
}
