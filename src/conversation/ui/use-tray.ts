import { useState } from "react";
import { HEAD_BYTES } from "../file-type";
import { judgeFile, type FittingFile } from "../outgoing-file";

/** A file that waits for Send. */
export interface TrayFile extends FittingFile {
  readonly id: string;
  readonly blob: Blob;
}

/** More than a person means to send at once. */
const MOST_FILES = 10;
/** What may be a film is looked at whole: the codec stands anywhere. Larger ones go as documents. */
const WHOLE_BYTES = 16_000_000;

type Looked = { readonly file: TrayFile } | { readonly refused: string };

/** The files that are sent with the next reply, and why others are not. */
export function useTray(mostBytes: number) {
  const [files, setFiles] = useState<readonly TrayFile[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);

  const put = (looked: readonly Looked[]) => {
    const fitting = looked.flatMap((one) => ("file" in one ? [one.file] : []));
    const free = Math.max(0, MOST_FILES - files.length);
    const tooMany = fitting.length > free ? [`At most ${MOST_FILES} files go at once.`] : [];
    setFiles((now) => [...now, ...fitting].slice(0, MOST_FILES));
    setRefused([...looked.flatMap((one) => ("refused" in one ? [one.refused] : [])), ...tooMany]);
  };
  return {
    files,
    refused,
    add: (given: readonly File[]) => void Promise.all(given.map((file) => look(file, mostBytes))).then(put),
    remove: (id: string) => setFiles((now) => now.filter((file) => file.id !== id)),
    setSticker: (id: string, isSticker: boolean) =>
      setFiles((now) =>
        now.map((file) => (file.id === id ? { ...file, mediaType: isSticker ? "sticker" : "document" } : file)),
      ),
    forgive: () => setRefused([]),
    clear: () => {
      setFiles([]);
      setRefused([]);
    },
  };
}

export type Tray = ReturnType<typeof useTray>;

async function look(blob: File, mostBytes: number): Promise<Looked> {
  try {
    const part = blob.size > WHOLE_BYTES ? blob.slice(0, HEAD_BYTES) : blob;
    const given = { name: blob.name, size: blob.size, bytes: new Uint8Array(await part.arrayBuffer()) };
    const verdict = judgeFile(given, { mostBytes, asSticker: false });
    return verdict.fits ? { file: { ...verdict.file, id: crypto.randomUUID(), blob } } : { refused: verdict.why };
  } catch {
    // A folder, or a file that is gone.
    return { refused: `${JSON.stringify(blob.name)} can not be read.` };
  }
}
