import { useState } from "react";

/** What was written and not sent yet: it waits in this tab while one looks at another conversation. */
export function useUnsentText(conversationId: string): [text: string, setText: (text: string) => void] {
  const key = `unsent reply ${conversationId}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? "");
  const keep = (next: string) => {
    setText(next);
    if (next === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, next);
  };
  return [text, keep];
}
