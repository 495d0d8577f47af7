import { useState } from "react";

type Next = string | null | ((kept: string | null) => string | null);

/** What was written and not sent or saved yet: it waits in this tab while one looks elsewhere. Null: nothing. */
export function useKeptText(key: string): [text: string | null, keep: (next: Next) => void] {
  const [text, setText] = useState(() => sessionStorage.getItem(key));
  const keep = (next: Next) => {
    setText((now) => {
      const kept = typeof next === "function" ? next(now) : next;
      if (kept === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, kept);
      return kept;
    });
  };
  return [text, keep];
}
