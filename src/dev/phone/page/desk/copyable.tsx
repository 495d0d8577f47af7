import { Check, Copy } from "lucide-react";
import { useState } from "react";

/** A value to copy, with its name. */
export function Copyable({ label, value }: { label: string; value: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <code>{value}</code>
        <button
          className="round"
          type="button"
          aria-label={`Copy ${label}`}
          onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
        >
          {isCopied ? <Check /> : <Copy />}
        </button>
      </dd>
    </div>
  );
}
