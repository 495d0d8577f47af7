import { ClipboardCheck, Copy, List, MapPin, SquareArrowOutUpRight, SquarePen } from "lucide-react";
import { useState } from "react";
import type { Bubble } from "../../page-model";
import type { BubbleActs } from "./acts";
import { SAFE } from "./words";

/** What can be tapped below a message. */
export function Choices({ bubble, acts, chosen }: { bubble: Bubble; acts: BubbleActs; chosen: string }) {
  const { buttons = [], list, form, asksForPlace, links = [], code } = bubble;
  const count = buttons.length + links.length + [list, form, asksForPlace, code].filter(Boolean).length;
  if (count === 0) return null;
  return (
    <div className="choices">
      {buttons.map((choice) => (
        <button
          key={choice.id}
          className={chosen.includes(`\n${choice.id}\n`) ? "choice chosen" : "choice"}
          onClick={() => acts.tap(bubble, choice)}
        >
          {choice.title}
        </button>
      ))}
      {list && (
        <button className="choice" onClick={() => acts.openList(bubble)}>
          <List /> {list.opener}
        </button>
      )}
      {form && (
        <button className="choice" onClick={() => acts.openForm(bubble)}>
          <SquarePen /> {form.opener}
        </button>
      )}
      {asksForPlace && (
        <button className="choice" onClick={() => acts.sendPlace(bubble)}>
          <MapPin /> Send location
        </button>
      )}
      {links.map(({ label, url }) => (
        <LinkChoice key={url} label={label} url={url} />
      ))}
      {code && <CopyChoice code={code} />}
    </div>
  );
}

/** Leads only where a link of a chat may lead. */
function LinkChoice({ label, url }: { label: string; url: string }) {
  if (!/^(https?|tel):/i.test(url)) return <span className="choice">{label}</span>;
  return (
    <a className="choice" href={url} {...SAFE}>
      <SquareArrowOutUpRight /> {label}
    </a>
  );
}

function CopyChoice({ code }: { code: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(code).then(() => setCopied(true));
  return (
    <button className="choice" onClick={copy}>
      {isCopied ? <ClipboardCheck /> : <Copy />} {isCopied ? "Copied" : `Copy ${code}`}
    </button>
  );
}
