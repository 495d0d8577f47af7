import { useMemo, useState } from "react";
import type { Customer, Exchange } from "../../page-model";
import { ExchangeRow } from "./exchange-row";
import { type Pick, pickExchanges } from "./pick-exchanges";

const PICKS: readonly [Pick, string][] = [
  ["all", "All"],
  ["webhook", "Webhooks"],
  ["call", "Calls"],
  ["trouble", "Trouble"],
];

interface TrafficProps {
  exchanges: readonly Exchange[];
  customers: readonly Customer[];
}

/** Each webhook and each call of the Graph API, newest first. */
export function Traffic({ exchanges, customers }: TrafficProps) {
  const [pick, setPick] = useState<Pick>("all");
  const [search, setSearch] = useState("");
  const names = useMemo(() => new Map(customers.map(({ id, name }) => [id, name])), [customers]);
  const shown = useMemo(() => pickExchanges(exchanges, pick, search), [exchanges, pick, search]);
  return (
    <>
      <div className="picks">
        <input
          type="search"
          aria-label="Search in the traffic"
          placeholder="Search"
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <div role="group" aria-label="Which">
          {PICKS.map(([id, label]) => (
            <button key={id} aria-pressed={pick === id} onClick={() => setPick(id)}>
              {label}
            </button>
          ))}
        </div>
      </div>
      {shown.length === 0 ? (
        <p className="drawer-empty">
          {exchanges.length === 0
            ? "Nothing has travelled yet. Write something on a phone: its webhook and Recado’s calls appear here."
            : "Nothing fits."}
        </p>
      ) : (
        <ol className="exchanges">
          {shown.map((exchange) => (
            <ExchangeRow
              key={exchange.id}
              exchange={exchange}
              who={exchange.chat && names.get(exchange.chat.customer)}
            />
          ))}
        </ol>
      )}
    </>
  );
}
