import { useState } from "react";
import type { Business, NumberCard } from "../../page-model";
import { Dialog } from "../dialog";
import { ask } from "../server";
import { CallbackForm } from "./callback-form";
import { Copyable } from "./copyable";

const FIELDS: readonly [keyof NumberCard, string][] = [
  ["businessAccountId", "Business account id"],
  ["phoneNumberId", "Phone number id"],
  ["displayPhoneNumber", "Display number"],
  ["appId", "App id"],
  ["appSecret", "App secret"],
  ["accessToken", "Access token"],
];

interface NumberSheetProps {
  businesses: readonly Business[];
  onClose: () => void;
}

/** The numbers of this Meta: a new one, what Recado's settings want to know of one, and where its webhooks go. */
export function NumberSheet({ businesses, onClose }: NumberSheetProps) {
  const [card, setCard] = useState<NumberCard>();
  const [problem, setProblem] = useState("");

  const show = (asked: Promise<NumberCard>) =>
    void asked.then(
      (found) => {
        setCard(found);
        setProblem("");
      },
      (cause: unknown) => setProblem((cause as Error).message),
    );

  return (
    <Dialog title={card ? card.name : "Numbers at this Meta"} onClose={onClose}>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {card ? (
        <>
          <p className="hint">
            Type these into <b>Settings → Connect a number</b>. They are inventions of this machine’s Meta and open
            nothing else.
          </p>
          <dl className="credentials">
            {FIELDS.map(([field, label]) => (
              <Copyable key={field} label={label} value={card[field] ?? ""} />
            ))}
          </dl>
          <CallbackForm card={card} onSet={setCard} />
        </>
      ) : (
        <>
          <ul className="sections flush">
            {businesses.map(({ phoneNumberId, name, number }) => (
              <li key={phoneNumberId}>
                <button className="row" onClick={() => show(ask<NumberCard>(`/api/numbers/${phoneNumberId}`))}>
                  <b>{name}</b>
                  <span>{number}</span>
                </button>
              </li>
            ))}
          </ul>
          <form
            autoComplete="off"
            onSubmit={(event) => {
              event.preventDefault();
              show(ask<NumberCard>("/api/numbers", Object.fromEntries(new FormData(event.currentTarget))));
            }}
          >
            <h3>Another number</h3>
            <label className="field">
              <span>Name that customers read</span>
              <input name="name" required maxLength={60} placeholder="Flores del Sur" />
            </label>
            <label className="field">
              <span>Number</span>
              <input name="number" type="tel" required placeholder="+1 555 078 4400" />
            </label>
            <button className="primary">Add the number</button>
          </form>
        </>
      )}
    </Dialog>
  );
}
