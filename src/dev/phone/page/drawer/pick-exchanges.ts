import type { Exchange } from "../../page-model";

export type Pick = "all" | "webhook" | "call" | "trouble";

/** Newest first: those of a kind, and with all the words somewhere in what is shown of them. */
export function pickExchanges(exchanges: readonly Exchange[], pick: Pick, search: string): Exchange[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return exchanges
    .filter((exchange) => fits(exchange, pick) && words.every((word) => textOf(exchange).includes(word)))
    .toReversed();
}

function fits(exchange: Exchange, pick: Pick): boolean {
  if (pick === "all") return true;
  return pick === "trouble" ? isTrouble(exchange) : exchange.kind === pick;
}

/** Something went wrong: nobody answered, the answer is no success, or a fault was played. */
export function isTrouble({ status, problem }: Exchange): boolean {
  return problem !== undefined || (status !== undefined && (status < 200 || status > 299));
}

function textOf({ title, path, method, status, problem, request, response }: Exchange): string {
  return [title, method, path, status, problem, JSON.stringify([request, response])].join(" ").toLowerCase();
}
