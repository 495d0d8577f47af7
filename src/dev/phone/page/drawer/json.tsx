import { Check, Copy } from "lucide-react";
import { useState } from "react";

/** A body as JSON to read and to copy. */
export function Json({ title, value }: { title: string; value: unknown }) {
  const [isCopied, setCopied] = useState(false);
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return (
    <figure>
      <figcaption>
        {title}
        <button
          className="round"
          aria-label={`Copy: ${title}`}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {isCopied ? <Check /> : <Copy />}
        </button>
      </figcaption>
      <pre tabIndex={0}>{text}</pre>
    </figure>
  );
}
