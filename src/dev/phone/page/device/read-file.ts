import type { SentFile } from "../server";

/** WhatsApp takes 16 MB of sound and film, and less of most else. */
const MAX_BYTES = 16_000_000;

/** A file of this machine, as it is sent. Refused in words when it is too large or cannot be read. */
export function readFile(file: File): Promise<SentFile> {
  if (file.size > MAX_BYTES) return Promise.reject(new Error(`${file.name} is larger than 16 MB.`));
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("error", () => reject(new Error(`${file.name} could not be read.`)));
    reader.addEventListener("load", () => {
      const [, bytes = ""] = typeof reader.result === "string" ? reader.result.split(",") : [];
      resolve({ filename: file.name, mimeType: file.type, bytes });
    });
    reader.readAsDataURL(file);
  });
}
