/** What workers have and TypeScript's library for pages lacks. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

interface FileSystemSyncAccessHandle {
  getSize(): number;
  read(into: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  flush(): void;
  close(): void;
}

interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>;
}

/** Packages without types, as far as they are used. */
declare module 'readable-stream' {
  export { Readable, Transform } from 'node:stream';
}

declare module 'process/browser.js' {
  const process: NodeJS.Process;
  export default process;
}
