import type { ThreadMessage } from "../thread-message";

/** The message that another one answers. */
export const Quote = ({ message }: { message: ThreadMessage | null }) => (
  <blockquote className="mb-1 truncate rounded-sm border-l-2 border-accent bg-ink/5 px-2 py-0.5 text-sm text-soft">
    {message ? message.content : "An earlier message"}
  </blockquote>
);
