import type { Bubble } from "../bubble";

/** Which chat something happened in. */
export interface ChatKey {
  phoneNumberId: string;
  customer: string;
}

export interface Ears {
  bubble: (heard: ChatKey & { bubble: Bubble }) => void;
  typing: (heard: ChatKey & { until?: string }) => void;
  lost: () => void;
  /** Something may have been missed meanwhile. */
  rejoined: () => void;
}

/** Hears what happens, as long as the page is open. */
export function listen({ bubble, typing, lost, rejoined }: Ears): void {
  const source = new EventSource("/api/events");
  let broken = false;
  source.addEventListener("bubble", (event: MessageEvent<string>) =>
    bubble(JSON.parse(event.data) as Parameters<typeof bubble>[0]),
  );
  source.addEventListener("typing", (event: MessageEvent<string>) =>
    typing(JSON.parse(event.data) as Parameters<typeof typing>[0]),
  );
  source.addEventListener("error", () => {
    broken = true;
    lost();
  });
  source.addEventListener("open", () => {
    if (broken) rejoined();
    broken = false;
  });
}
