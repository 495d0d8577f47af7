import { ClipboardList, List, Reply } from "lucide-react";
import type { ThreadMessage } from "../thread-message";

/** The buttons of a message, or its list, as the customer sees them. */
export function Choices({ body }: { body: ThreadMessage["body"] }) {
  if (!body || !("kind" in body)) return null;
  if (body.kind === "form") {
    return (
      <p className="flex items-center justify-center gap-1.5 border-t border-ink/10 px-3 py-1.5 font-medium text-accent">
        <ClipboardList aria-hidden className="size-3.5 shrink-0" />
        {body.button}
      </p>
    );
  }
  if (!("choices" in body)) return null;
  if (body.kind === "buttons") {
    return (
      <ul aria-label="Buttons" className="border-t border-ink/10 text-center font-medium text-accent">
        {body.choices.map(({ id, title }) => (
          <li
            key={id}
            className="flex items-center justify-center gap-1.5 px-3 py-1.5 not-first:border-t not-first:border-ink/10"
          >
            <Reply aria-hidden className="size-3.5 shrink-0" />
            {title}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <details className="border-t border-ink/10">
      <summary className="flex items-center justify-center gap-1.5 px-3 py-1.5 font-medium text-accent">
        <List aria-hidden className="size-3.5 shrink-0" />
        {body.button}
      </summary>
      <ul className="border-t border-ink/10 py-1">
        {body.choices.map(({ id, title, description }) => (
          <li key={id} className="px-3 py-1">
            {title}
            {description && <span className="block text-sm text-soft">{description}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
