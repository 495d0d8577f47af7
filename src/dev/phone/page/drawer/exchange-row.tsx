import { ArrowDownLeft, ArrowUpRight } from "lucide-react";
import { memo } from "react";
import type { Exchange } from "../../page-model";
import { Json } from "./json";
import { isTrouble } from "./pick-exchanges";

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

interface ExchangeRowProps {
  exchange: Exchange;
  /** The customer whose chat it belongs to. */
  who: string | undefined;
}

/** One line; what was asked and answered stands below it when it is opened. */
export const ExchangeRow = memo(function ExchangeRow({ exchange, who }: ExchangeRowProps) {
  const { kind, at, title, status, ms, attempt = 1, problem } = exchange;
  const isWebhook = kind === "webhook";
  return (
    <li>
      <details>
        <summary data-trouble={isTrouble(exchange) || undefined}>
          {isWebhook ? <ArrowUpRight aria-label="To Recado" /> : <ArrowDownLeft aria-label="From Recado" />}
          <span className="exchange-words">
            <b>{title}</b>
            <small>
              {clock.format(new Date(at))}
              {who && ` · ${who}`}
              {attempt > 1 && ` · try ${attempt}`}
              {ms !== undefined && ` · ${Math.round(ms)} ms`}
            </small>
            {problem && <small className="bad">{problem}</small>}
          </span>
          <code className="status">{status ?? "…"}</code>
        </summary>
        <Bodies exchange={exchange} />
      </details>
    </li>
  );
});

function Bodies({ exchange: { method, path, request, response, retryAt, kind } }: { exchange: Exchange }) {
  const [sent, answered] = kind === "webhook" ? ["Webhook", "Recado’s answer"] : ["Call", "Meta’s answer"];
  return (
    <div className="bodies">
      <p>
        <code>
          {method} {path}
        </code>
      </p>
      {request !== undefined && <Json title={sent} value={request} />}
      {response !== undefined && <Json title={answered} value={response} />}
      {retryAt && <p>Meta comes again at {clock.format(new Date(retryAt))}.</p>}
    </div>
  );
}
