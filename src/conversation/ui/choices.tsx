import { ClipboardList, ExternalLink, List, MapPin, Reply, type LucideIcon } from "lucide-react";
import type { ThreadMessage } from "../thread-message";

/** The buttons of a message, or its list, as the customer sees them. */
export function Choices({ body }: { body: ThreadMessage["body"] }) {
  if (!body || !("kind" in body)) return null;
  if (body.kind === "form") return <Tappable icon={ClipboardList}>{body.button}</Tappable>;
  if (body.kind === "location-request") return <Tappable icon={MapPin}>Send location</Tappable>;
  if (body.kind === "link") return <LinkButton url={body.url}>{body.button}</LinkButton>;
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

const Tappable = ({ icon: Icon, children }: { icon: LucideIcon; children: string }) => (
  <span className="flex items-center justify-center gap-1.5 border-t border-ink/10 px-3 py-1.5 font-medium text-accent">
    <Icon aria-hidden className="size-3.5 shrink-0" />
    {children}
  </span>
);

/** What a customer's words were filled into may be no address at all: only one of the web is followed. */
function LinkButton({ url, children }: { url: string; children: string }) {
  const button = <Tappable icon={ExternalLink}>{children}</Tappable>;
  if (!/^https?:\/\//i.test(url)) return button;
  return (
    <a href={url} target="_blank" rel="noreferrer" title={url} className="hover:underline">
      {button}
    </a>
  );
}
