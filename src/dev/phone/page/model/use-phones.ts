import { useCallback, useEffect, useReducer, useState } from "react";
import type { ChatKey, Exchange } from "../../page-model";
import { listen } from "../listen";
import { ask, fetchChat } from "../server";
import { type DrawerTab, readAddress, writeAddress } from "./address";
import { happen } from "./happen";
import { chatId, type Overview, type PageState } from "./page-state";

const START = readAddress(location.search);
const EMPTY: PageState = {
  businesses: [],
  customers: [],
  chats: {},
  phones: START.phones,
  current: 0,
  exchanges: [],
  away: false,
};

/** What the phone's server knows, live; and which phones and which drawer are open, kept in the address. */
export function usePhones() {
  const [state, tell] = useReducer(happen, EMPTY);
  const [drawer, setDrawer] = useState<DrawerTab | undefined>(START.drawer);
  const [notice, setNotice] = useState("");
  const report = useCallback((cause: unknown) => setNotice(cause instanceof Error ? cause.message : String(cause)), []);

  const load = useCallback(
    (chat: ChatKey) => {
      tell({ kind: "fetching", chat });
      fetchChat(chat).then((answer) => tell({ kind: "fetched", chat, ...answer }), report);
    },
    [report],
  );
  const overlook = useCallback(
    () => ask<Overview>("/api/state").then((overview) => tell({ kind: "overview", overview }), report),
    [report],
  );

  const exchanges = useCallback(
    () => ask<Exchange[]>("/api/exchanges").then((all) => tell({ kind: "exchanges", exchanges: all }), report),
    [report],
  );

  useEffect(() => {
    void overlook();
    return listen({
      bubble: ({ bubble, ...chat }) => tell({ kind: "bubble", chat, bubble }),
      typing: ({ until, ...chat }) => tell({ kind: "typing", chat, until }),
      exchange: (exchange) => tell({ kind: "exchange", exchange }),
      changed: () => void overlook(),
      lost: () => tell({ kind: "lost" }),
      rejoined: () => {
        tell({ kind: "rejoined" });
        void overlook();
      },
    });
  }, [overlook]);

  const isTraffic = drawer === "traffic";
  useEffect(() => {
    if (isTraffic && !state.away) void exchanges();
  }, [isTraffic, state.away, exchanges]);

  useEffect(() => {
    for (const phone of state.phones) if ((state.chats[chatId(phone)]?.fetched ?? "no") === "no") load(phone);
  }, [state.phones, state.chats, load]);

  useEffect(() => {
    const address = writeAddress({ phones: state.phones, drawer });
    if (location.search !== address) history.replaceState(null, "", address);
  }, [state.phones, drawer]);

  return { state, tell, drawer, setDrawer, notice, setNotice, report };
}

export type Phones = ReturnType<typeof usePhones>;
