import { Activity, Plus, Smartphone, Sparkles, X } from "lucide-react";
import { useRef, useState } from "react";
import type { ChatKey } from "../../page-model";
import type { DrawerTab } from "../model/address";
import { chatId, isSame } from "../model/page-state";
import type { Phones } from "../model/use-phones";
import { CustomerRow } from "./customer-row";
import { NewCustomer } from "./new-customer";
import { NumberSheet } from "./number-sheet";

interface DeskProps {
  page: Phones;
  receipts: boolean;
  onReceipts: (on: boolean) => void;
}

/** Who writes to whom: beside the phones on a desk, over them on a real phone. */
export function Desk({ page, receipts, onReceipts }: DeskProps) {
  const { state, tell, drawer, setDrawer } = page;
  const desk = useRef<HTMLElement>(null);
  const [sheet, setSheet] = useState<"customer" | "number">();
  const { businesses, customers, phones, chats } = state;
  const phoneNumberId = phones[state.current]?.phoneNumberId ?? businesses[0]?.phoneNumberId ?? "";

  function open(chat: ChatKey, beside = false): void {
    tell({ kind: "open", chat, beside });
    if (desk.current?.matches(":popover-open")) desk.current.hidePopover();
  }
  const show = (tab: DrawerTab) => {
    setDrawer(drawer === tab ? undefined : tab);
    if (desk.current?.matches(":popover-open")) desk.current.hidePopover();
  };

  return (
    <>
      <aside id="desk" ref={desk} className="desk" popover="auto" aria-label="Who writes to whom">
        <header>
          <h2>The customer’s phone</h2>
          <p>What you write here reaches Recado the way Meta would bring it.</p>
          <button className="round desk-close" popoverTarget="desk" popoverTargetAction="hide" aria-label="Close">
            <X />
          </button>
        </header>

        <div className="pick-number">
          <label className="field">
            <span>Business</span>
            <select
              value={phoneNumberId}
              onChange={({ target }) => {
                const customer = phones[state.current]?.customer ?? customers[0]?.id;
                if (customer !== undefined) open({ phoneNumberId: target.value, customer });
              }}
            >
              {businesses.map(({ phoneNumberId: id, name, number }) => (
                <option key={id} value={id}>
                  {businesses.filter((other) => other.name === name).length > 1 ? `${name} · ${number}` : name}
                </option>
              ))}
            </select>
          </label>
          <button
            className="round"
            onClick={() => setSheet("number")}
            aria-label="Numbers at this Meta"
            title="Numbers"
          >
            <Smartphone />
          </button>
        </div>

        <section aria-labelledby="customers-title">
          <h3 id="customers-title">You are</h3>
          <ul className="customers">
            {customers.map((customer) => {
              const chat = { phoneNumberId, customer: customer.id };
              return (
                <CustomerRow
                  key={customer.id}
                  customer={customer}
                  chat={chats[chatId(chat)]}
                  isOpen={phones.some((phone) => isSame(phone, chat))}
                  onOpen={() => open(chat)}
                  onBeside={() => open(chat, true)}
                />
              );
            })}
          </ul>
          <button className="add" onClick={() => setSheet("customer")}>
            <Plus />
            Somebody else
          </button>
        </section>

        <footer>
          <label className="switch">
            <input type="checkbox" role="switch" checked={receipts} onChange={() => onReceipts(!receipts)} />
            <span>
              Read receipts<small>The business sees when you have read its messages.</small>
            </span>
          </label>
          <div className="tools">
            <button aria-pressed={drawer === "traffic"} onClick={() => show("traffic")} title="Alt+T">
              <Activity /> Traffic
            </button>
            <button aria-pressed={drawer === "faults"} onClick={() => show("faults")} title="Alt+F">
              <Sparkles /> Faults
            </button>
          </div>
        </footer>
      </aside>
      {sheet === "customer" && (
        <NewCustomer
          onClose={() => setSheet(undefined)}
          onAdded={(customer) => {
            tell({ kind: "customer", customer });
            open({ phoneNumberId, customer: customer.id });
          }}
        />
      )}
      {sheet === "number" && <NumberSheet businesses={businesses} onClose={() => setSheet(undefined)} />}
    </>
  );
}
