import type { Customer } from "../../page-model";
import type { Said } from "../server";

interface ContactSheetProps {
  customers: readonly Customer[];
  answer: (said: Said) => void;
}

/** The cards of those whose number is known. */
export function ContactSheet({ customers, answer }: ContactSheetProps) {
  return (
    <ul className="sections">
      {customers
        .filter(({ id }) => /^\d+$/.test(id))
        .map(({ id, name, number }) => (
          <li key={id}>
            <button className="row" onClick={() => answer({ contacts: [{ name, phones: [number] }] })}>
              <b>{name}</b>
              <span>{number}</span>
            </button>
          </li>
        ))}
    </ul>
  );
}
