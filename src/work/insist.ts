import { isPassing } from "@/platform/lanes/is-passing";

const TRIES = 3;

/** Writes down what was found out outside: it is known here only, so a passing fault is worth more than one try. */
export async function insist<T>(write: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (tries >= TRIES || !isPassing(error)) throw error;
    }
  }
}
