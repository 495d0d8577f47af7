interface TypingIndicatorProps {
  by: "bot" | "agent";
  name?: string | undefined;
}

export function TypingIndicator({ by, name }: TypingIndicatorProps) {
  return (
    <div className="flex items-center justify-end gap-2 py-1 text-sm text-faint">
      {by === "bot" ? "The bot is writing" : `${name ?? "A colleague"} is writing`}
      <span aria-hidden className="flex gap-1 rounded-xl bg-bubble-bot px-2.5 py-2.5">
        {["", "[animation-delay:150ms]", "[animation-delay:300ms]"].map((delay) => (
          <span key={delay} className={`size-1.5 animate-dot rounded-full bg-faint ${delay}`} />
        ))}
      </span>
    </div>
  );
}
