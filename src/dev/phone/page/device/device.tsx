import { useMemo, useState } from "react";
import type { Bubble, Business, ChatKey, Customer } from "../../page-model";
import type { BubbleActs } from "../bubble/acts";
import type { ChatState } from "../model/page-state";
import { type Said, say } from "../server";
import { Bar } from "./bar";
import { Composer } from "./composer";
import { Conversation } from "./conversation";
import type { Draft } from "./draft";
import { readFile } from "./read-file";
import { type SheetShown, Sheets } from "./sheets";

interface DeviceProps {
  chatKey: ChatKey;
  business: Business | undefined;
  customer: Customer;
  /** Everybody, for sending somebody's card. */
  customers: readonly Customer[];
  chat: ChatState;
  receipts: boolean;
  isCurrent: boolean;
  notice: string;
  report: (cause: unknown) => void;
  onFocus: () => void;
  onClose: (() => void) | undefined;
}

/** One customer's phone, open on the chat with one business. */
export function Device(props: DeviceProps) {
  const { chatKey, business, customer, chat, isCurrent, onFocus, onClose } = props;
  const [draft, setDraft] = useState<Draft>({ text: "" });
  const [sheet, setSheet] = useState<SheetShown>();
  const [refusal, setRefusal] = useState("");
  const notice = refusal || props.notice;

  /** Says it as this customer; false when the phone's own server did not take it. */
  async function send(said: Said): Promise<boolean> {
    setRefusal("");
    try {
      await say(chatKey, said);
      return true;
    } catch (cause) {
      setRefusal((cause as Error).message);
      return false;
    }
  }

  async function sendFile(file: File, voice = false): Promise<void> {
    try {
      await send({ file: { ...(await readFile(file)), voice }, ...(draft.reply && { contextId: draft.reply.id }) });
      setDraft(({ text }) => ({ text }));
    } catch (cause) {
      setRefusal((cause as Error).message);
    }
  }

  const { phoneNumberId, customer: customerId } = chatKey;
  const acts = useMemo<BubbleActs>(() => {
    const tell = (said: Said) =>
      void say({ phoneNumberId, customer: customerId }, said).catch((cause: unknown) =>
        setRefusal((cause as Error).message),
      );
    return {
      tap: (bubble, { id, title }) =>
        tell({ tap: { kind: bubble.tapKind ?? "button_reply", id, title, contextId: bubble.id } }),
      openList: (bubble) => setSheet({ kind: "list", bubble }),
      openForm: (bubble) => setSheet({ kind: "form", bubble }),
      sendPlace: (bubble) => setSheet({ kind: "place", bubble }),
      react: (bubble, emoji) => tell({ reaction: { messageId: bubble.id, emoji } }),
      reply: (reply) => setDraft(({ text }) => ({ text, reply })),
      edit: (bubble) => setDraft({ text: bubble.text, editing: bubble }),
      revoke: (bubble) => tell({ revoke: { messageId: bubble.id } }),
    };
  }, [phoneNumberId, customerId]);

  const editLast = () => {
    const last = chat.bubbles.findLast((bubble: Bubble) => bubble.from === "customer" && bubble.text && !bubble.kind);
    if (last) acts.edit(last);
  };

  return (
    <section
      className="device"
      aria-label={`${customer.name} and ${business?.name ?? "nobody"}`}
      data-current={isCurrent || undefined}
      onFocusCapture={onFocus}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        for (const file of event.dataTransfer.files) void sendFile(file);
      }}
    >
      <div className="screen" inert={sheet !== undefined}>
        <Bar business={business} customer={customer} typingUntil={chat.typingUntil} onClose={onClose} />
        {notice ? (
          <p className="notice" role="alert">
            {notice}
          </p>
        ) : (
          <span />
        )}
        <Conversation chat={chat} acts={acts} receipts={props.receipts} onTry={() => setDraft({ text: "hola" })} />
        <Composer
          draft={draft}
          onDraft={setDraft}
          isAllowed={business !== undefined}
          send={send}
          sendFile={(file, voice) => void sendFile(file, voice)}
          choosePlace={() => setSheet({ kind: "place" })}
          chooseContact={() => setSheet({ kind: "contact" })}
          refuse={setRefusal}
          editLast={editLast}
        />
      </div>
      {sheet && (
        <Sheets
          shown={sheet}
          customers={props.customers}
          send={(said) => void send(said)}
          onClose={() => setSheet(undefined)}
        />
      )}
    </section>
  );
}
