import type { Bubble } from "../bubble";
import type { Customer } from "../customers";
import { paintAvatar } from "./avatar";
import { byId } from "./by-id";
import { button, element } from "./element";

export interface Business {
  phoneNumberId: string;
  name: string;
  number: string;
}

/** What the desk shows of one customer. */
export interface DeskRow {
  customer: Customer;
  chosen: boolean;
  last: Bubble | undefined;
  unread: number;
}

export function drawBusinesses(businesses: readonly Business[], chosen: string): void {
  const options = businesses.map(({ phoneNumberId, name, number }) => {
    const alone = businesses.filter((other) => other.name === name).length === 1;
    const selected = phoneNumberId === chosen;
    return element("option", { value: phoneNumberId, selected }, alone ? name : `${name} · ${number}`);
  });
  byId("business", HTMLSelectElement).replaceChildren(...options);
}

export function drawCustomers(rows: readonly DeskRow[], pick: (customer: string) => void): void {
  const focused = document.activeElement?.id;
  byId("customers", HTMLUListElement).replaceChildren(...rows.map((row) => drawRow(row, pick)));
  if (focused?.startsWith("customer-")) document.getElementById(focused)?.focus();
}

function drawRow({ customer, chosen, last, unread }: DeskRow, pick: (customer: string) => void) {
  // The open chat needs no preview of itself.
  const preview = chosen ? undefined : last?.text || last?.kind;
  return element(
    "li",
    {},
    button(
      { id: `customer-${customer.id}`, "aria-current": chosen && "true" },
      () => pick(customer.id),
      paintAvatar(element("span", { "aria-hidden": "true" }), customer),
      element(
        "span",
        { class: "customer-words" },
        element("b", {}, customer.name),
        element("span", {}, preview ?? customer.number),
      ),
      unread > 0 ? element("span", { class: "unread", "aria-label": `${unread} new` }, String(unread)) : undefined,
    ),
  );
}
