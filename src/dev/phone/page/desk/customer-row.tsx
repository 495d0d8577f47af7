import { SquareSplitHorizontal } from "lucide-react";
import type { Customer } from "../../page-model";
import { Avatar } from "../avatar";
import type { ChatState } from "../model/page-state";

interface CustomerRowProps {
  customer: Customer;
  chat: ChatState | undefined;
  isOpen: boolean;
  onOpen: () => void;
  onBeside: () => void;
}

export function CustomerRow({ customer, chat, isOpen, onOpen, onBeside }: CustomerRowProps) {
  // An open chat needs no preview of itself.
  const preview = isOpen ? undefined : chat?.last?.text || chat?.last?.kind;
  const unread = chat?.unread ?? 0;
  return (
    <li>
      <button
        className="customer-row"
        aria-current={isOpen ? "true" : undefined}
        onClick={(event) => (event.metaKey || event.ctrlKey ? onBeside() : onOpen())}
      >
        <Avatar id={customer.id} name={customer.name} />
        <span className="customer-words">
          <b>{customer.name}</b>
          <span>{preview ?? customer.number}</span>
        </span>
        {unread > 0 && (
          <span className="unread" aria-label={`${unread} new`}>
            {unread}
          </span>
        )}
      </button>
      {!isOpen && (
        <button className="round beside" onClick={onBeside} aria-label={`${customer.name}, beside`} title="Open beside">
          <SquareSplitHorizontal />
        </button>
      )}
    </li>
  );
}
