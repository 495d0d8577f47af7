import { byId } from "./by-id";

/** A file to send, its bytes in base64. */
export interface SentFile {
  filename: string;
  mimeType: string;
  bytes: string;
}

/** WhatsApp takes 16 MB of sound and film, and less of most else. */
const MAX_BYTES = 16_000_000;

/** The paper clip beside the box: a file of this machine is sent as it is. */
export function attachment(send: (file: SentFile) => void, refuse: (why: string) => void): void {
  const input = byId("file", HTMLInputElement);
  byId("attach", HTMLButtonElement).addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file === undefined) return;
    if (file.size > MAX_BYTES) refuse(`${file.name} is larger than 16 MB.`);
    else read(file).then(send, () => refuse(`${file.name} could not be read.`));
    input.value = "";
  });
}

function read(file: File): Promise<SentFile> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("error", () => reject(reader.error ?? new Error("unreadable")));
    reader.addEventListener("load", () => {
      const [, bytes = ""] = typeof reader.result === "string" ? reader.result.split(",") : [];
      resolve({ filename: file.name, mimeType: file.type, bytes });
    });
    reader.readAsDataURL(file);
  });
}
