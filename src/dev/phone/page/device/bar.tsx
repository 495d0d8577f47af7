import { ChevronDown, X } from "lucide-react";
import type { Business, Customer } from "../../page-model";
import { Avatar } from "../avatar";
import { useUntil } from "./use-until";

interface BarProps {
  business: Business | undefined;
  customer: Customer;
  typingUntil: string | undefined;
  onClose: (() => void) | undefined;
}

/** Whom one writes to, and as whom. */
export function Bar({ business, customer, typingUntil, onClose }: BarProps) {
  const isTyping = useUntil(typingUntil);
  const name = business?.name ?? "No business yet";
  return (
    <header className="bar">
      <Avatar id={business?.phoneNumberId ?? ""} name={name} />
      <div className="bar-names">
        <h1>{name}</h1>
        <p role="status" className={isTyping ? "typing" : undefined}>
          {isTyping ? "typing…" : business?.number}
        </p>
      </div>
      <button
        className="who"
        popoverTarget="desk"
        aria-label={`You are ${customer.name}: change it`}
        title={customer.name}
      >
        <Avatar id={customer.id} name={customer.name} small />
        <ChevronDown />
      </button>
      {onClose && (
        <button className="round" onClick={onClose} aria-label={`Close ${customer.name}’s phone`} title="Close (Alt+W)">
          <X />
        </button>
      )}
    </header>
  );
}
