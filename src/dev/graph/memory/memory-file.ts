import { readFile, rename, writeFile } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import { record } from "../message/check";
import type { Remembered } from "./remembered";

/** Hands over what was written last, if anything was. A file that is of no use is set aside, in words: it is not written over. */
export async function readMemory(file: string, recall: (remembered: Remembered) => void): Promise<void> {
  try {
    recall(understood(deserialize(await readFile(file))));
  } catch (cause) {
    if (isMissing(cause)) return;
    const aside = `${file}.unreadable`;
    const why = cause instanceof Error ? cause.message : String(cause);
    console.error(`The emulated Meta forgets what it kept, since it is not readable (${why}). It is now in ${aside}.`);
    await rename(file, aside);
  }
}

/** Renamed into place: half of it would be worse than what was there before. It holds the emulator's own secrets. */
export async function writeMemory(file: string, remembered: Remembered): Promise<void> {
  await writeFile(`${file}.new`, serialize(remembered), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** V8 writes dates, maps and bytes as they are, and reads what older versions of it have written. */
function understood(value: unknown): Remembered {
  const { version, apps, numbers, customers, chats, tokens, templates, subscriptions, files } = record(value);
  if (version !== 1) throw new Error("it is another version's");
  const lists = [apps, numbers, customers, chats, tokens, templates, subscriptions, files];
  if (!lists.every(Array.isArray)) throw new Error("parts are missing");
  return value as Remembered;
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}
