import type { MediaStore } from "../media-store";
import type { Store } from "../store";
import { readMemory, writeMemory } from "./memory-file";
import { recall, rememberedOf } from "./remembered";

/** Many changes are written once. */
const GATHER_MS = 2000;

/**
 * Recalls what was kept in a file and keeps it there from now on: soon after each change, and at the end. What happened
 * in the last two seconds before a crash is lost.
 */
export async function keepMemory(file: string, store: Store, media: MediaStore): Promise<{ close(): Promise<void> }> {
  await readMemory(file, (remembered) => recall(remembered, store, media));
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  function write(): void {
    timer = undefined;
    writing = writing
      .then(() => writeMemory(file, rememberedOf(store, media)))
      .catch((cause: unknown) => console.error(`The emulated Meta could not write ${file}:`, cause));
  }

  const changed = () => void (timer ??= setTimeout(write, GATHER_MS));
  store.listeners.add(changed);
  return {
    async close() {
      store.listeners.delete(changed);
      clearTimeout(timer);
      write();
      await writing;
    },
  };
}
