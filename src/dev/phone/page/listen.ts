import type { Bubble, ChatKey, Exchange } from "../page-model";

export interface Ears {
  bubble: (heard: ChatKey & { bubble: Bubble }) => void;
  typing: (heard: ChatKey & { until?: string }) => void;
  exchange: (exchange: Exchange) => void;
  /** Businesses or customers have changed. */
  changed: () => void;
  lost: () => void;
  /** Something may have been missed meanwhile. */
  rejoined: () => void;
}

/** Hears what happens until the returned function is called. */
export function listen({ lost, rejoined, ...ears }: Ears): () => void {
  const source = new EventSource("/api/events");
  let broken = false;
  const heard = ({ data }: MessageEvent<unknown>): never => JSON.parse(String(data)) as never;
  source.addEventListener("bubble", (event) => ears.bubble(heard(event)));
  source.addEventListener("typing", (event) => ears.typing(heard(event)));
  source.addEventListener("exchange", (event) => ears.exchange(heard(event)));
  source.addEventListener("changed", ears.changed);
  source.addEventListener("error", () => {
    broken = true;
    lost();
  });
  source.addEventListener("open", () => {
    if (broken) rejoined();
    broken = false;
  });
  return () => source.close();
}
