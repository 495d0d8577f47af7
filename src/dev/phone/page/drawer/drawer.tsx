import { X } from "lucide-react";
import type { Customer, Exchange } from "../../page-model";
import type { DrawerTab } from "../model/address";
import { Faults } from "./faults";
import { Traffic } from "./traffic";

interface DrawerProps {
  tab: DrawerTab;
  onTab: (tab: DrawerTab | undefined) => void;
  exchanges: readonly Exchange[];
  customers: readonly Customer[];
  report: (cause: unknown) => void;
}

const TABS = [
  ["traffic", "Traffic"],
  ["faults", "Faults"],
] as const;

/** What travels between Recado and its Meta, as it happens, and what may go wrong on the way. */
export function Drawer({ tab, onTab, exchanges, customers }: DrawerProps) {
  return (
    <aside
      className="drawer"
      aria-label="Between Recado and Meta"
      onKeyDown={(event) => {
        if (event.key === "Escape") onTab(undefined);
      }}
    >
      <header>
        <div role="tablist" aria-label="Between Recado and Meta">
          {TABS.map(([id, label]) => (
            <button key={id} role="tab" aria-selected={tab === id} onClick={() => onTab(id)}>
              {label}
            </button>
          ))}
        </div>
        <button className="round" aria-label="Close" onClick={() => onTab(undefined)}>
          <X />
        </button>
      </header>
      {tab === "traffic" ? <Traffic exchanges={exchanges} customers={customers} /> : <Faults />}
    </aside>
  );
}
