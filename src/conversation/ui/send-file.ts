import { FILE_HEADER, writeFileHeader, type FileHeader } from "../file-header";

/** The server's answer, in words: trying again would change nothing. */
export class FileRefused extends Error {}

export interface FileToSend {
  readonly told: FileHeader;
  readonly blob: Blob;
  /** From 0 to 1. */
  readonly onProgress: (progress: number) => void;
}

/** Sends a file to the server; by XMLHttpRequest, since fetch tells nothing of how far it is. */
export function sendFile({ told, blob, onProgress }: FileToSend): Promise<{ messageId: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/media");
    request.setRequestHeader(FILE_HEADER, writeFileHeader(told));
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(new Error("The server could not be reached."));
    request.onload = () => {
      const { messageId, message } = (request.response ?? {}) as { messageId?: string; message?: string };
      if (messageId) resolve({ messageId });
      else if (message) reject(new FileRefused(message));
      // Something on the way answered: what it takes is smaller than what we do, or it can not reach us.
      else if (request.status === 413) reject(new FileRefused("The file is larger than what the server takes."));
      else reject(new Error(`The server answered ${request.status}.`));
    };
    request.send(blob);
  });
}
