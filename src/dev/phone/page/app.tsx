import { useMemo, useState } from "react";
import type { Customer } from "../page-model";
import { Desk } from "./desk/desk";
import { Device } from "./device/device";
import { Drawer } from "./drawer/drawer";
import { chatId, EMPTY_CHAT } from "./model/page-state";
import { usePhones } from "./model/use-phones";
import { useShortcuts } from "./use-shortcuts";

/** Several customers' phones side by side; a desk to choose from; a drawer with what travels between Recado and Meta. */
export function App() {
  const page = usePhones();
  const { state, tell, drawer, setDrawer, notice, report } = page;
  const [receipts, setReceipts] = useState(true);
  const customers = useMemo(
    () => new Map(state.customers.map((customer) => [customer.id, customer])),
    [state.customers],
  );
  useShortcuts(page);
  const sentence = state.away ? "The phone’s server is away. Is npm start still running? Trying again…" : notice;

  return (
    <>
      <Desk page={page} receipts={receipts} onReceipts={setReceipts} />
      <main className="wall" data-phones={state.phones.length}>
        {state.phones.map((chat, index) => (
          <Device
            key={chatId(chat)}
            chatKey={chat}
            business={state.businesses.find(({ phoneNumberId }) => phoneNumberId === chat.phoneNumberId)}
            customer={customers.get(chat.customer) ?? stranger(chat.customer)}
            customers={state.customers}
            chat={state.chats[chatId(chat)] ?? EMPTY_CHAT}
            receipts={receipts}
            isCurrent={index === state.current}
            notice={sentence}
            report={report}
            onFocus={() => tell({ kind: "current", phone: index })}
            onClose={state.phones.length > 1 ? () => tell({ kind: "close", phone: index }) : undefined}
          />
        ))}
        {state.phones.length === 0 && <p className="no-phones">{sentence || "No business has a number here yet."}</p>}
      </main>
      {drawer && (
        <Drawer
          tab={drawer}
          onTab={setDrawer}
          exchanges={state.exchanges}
          customers={state.customers}
          report={report}
        />
      )}
    </>
  );
}

const stranger = (id: string): Customer => ({ id, name: id, number: "" });
