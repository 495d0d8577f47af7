import type { ThreadMessage } from "../thread-message";

interface TroubleProps {
  message: ThreadMessage;
  onSendAgain: (message: ThreadMessage) => void;
}

/** What went wrong with a message of ours, in plain words, and what can be done. */
export function Trouble({ message, onSendAgain }: TroubleProps) {
  const { status, error, type, media, sender } = message;
  if (status === "Unknown") {
    return (
      <p className="mt-1 max-w-[34rem] px-1 text-right text-sm text-pretty text-warn">
        WhatsApp has not confirmed this message yet. It may have arrived; if nothing is heard for ten minutes, it counts
        as not delivered.
      </p>
    );
  }
  if (status !== "Failed") return null;
  if (error?.reason === "withheld") {
    return <p className="mt-1 px-1 text-right text-sm text-faint">Not sent: a person had taken over.</p>;
  }
  const { title = "WhatsApp gave no reason", details } = error ?? {};
  return (
    <p className="mt-1 max-w-[34rem] px-1 text-right text-sm text-pretty text-bad">
      <span className="font-medium">Not delivered.</span> {title}
      {sender === "agent" && (type === "text" || media?.state === "kept") && (
        <button
          type="button"
          onClick={() => onSendAgain(message)}
          className="ml-1.5 font-medium underline underline-offset-2"
        >
          Send again
        </button>
      )}
      {details && details !== title && <span className="block text-xs text-faint">{details}</span>}
    </p>
  );
}
