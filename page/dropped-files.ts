import type { DroppedFile } from './messages.ts';

/** Files taken from one folder; a home folder dropped by mistake has more. */
const MOST_FILES = 10_000;

/** All files that were dropped, also those in folders. */
export async function droppedFiles(data: DataTransfer): Promise<readonly DroppedFile[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  if (entries.every((entry) => entry === null)) return [...data.files].map((file) => ({ path: file.name, file }));
  const found: DroppedFile[] = [];
  const left = entries.filter((entry) => entry !== null);
  for (let entry = left.pop(); entry !== undefined && found.length < MOST_FILES; entry = left.pop()) {
    const path = entry.fullPath.replace(/^\//, '');
    if (isFile(entry)) found.push({ path, file: await fileOf(entry) });
    else if (isFolder(entry)) left.push(...(await entriesOf(entry)));
  }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** The browser gives a folder's entries in parts, the last of which is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return all;
    all.push(...part);
  }
}
