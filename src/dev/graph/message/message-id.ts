import { invalid, problemUnless, type Problems, text, textOf } from "./check";

/** The id of a message, as far as its form goes: whether it is known decides over what becomes of it, not over the call. */
export function messageId(value: unknown, path: string): Problems {
  return [
    ...textOf(value, path, 512),
    ...problemUnless(text(value).startsWith("wamid."), invalid(`${path} is not a message id.`)),
  ];
}
