import { MousePointerClick, SmilePlus } from "lucide-react";
import type { Incoming, Outgoing } from "../message";
import type { ThreadMessage } from "../thread-message";
import { Attachment } from "./attachment";
import { SentMedia, SentTemplate } from "./sent-extras";

/** What a message says. */
export function MessageBody({ message }: { message: ThreadMessage }) {
  const { body, content } = message;
  if (!body) return <Words>{content}</Words>;
  return "kind" in body ? <Ours body={body} /> : <Theirs body={body} content={content} />;
}

const Words = ({ children }: { children: string }) => (
  <span dir="auto" className="break-words whitespace-pre-wrap">
    {children}
  </span>
);

function Ours({ body }: { body: Outgoing }) {
  if (body.kind === "template") return <SentTemplate template={body} />;
  if (body.kind === "media") return <SentMedia media={body} />;
  if (body.kind === "text") return <Words>{body.text}</Words>;
  return (
    <>
      {body.header && <p className="font-semibold">{body.header}</p>}
      <Words>{body.text}</Words>
      {body.footer && <p className="mt-1 text-sm text-faint">{body.footer}</p>}
    </>
  );
}

function Theirs({ body, content }: { body: Incoming; content: string }) {
  if (body.choice) {
    return (
      <>
        <MousePointerClick aria-label="Tapped" className="mr-1.5 inline size-3.5 text-accent" />
        <Words>{body.choice.title}</Words>
      </>
    );
  }
  if (body.reaction) {
    return body.reaction.emoji ? (
      <span className="text-xl">{body.reaction.emoji}</span>
    ) : (
      <span className="text-soft">
        <SmilePlus aria-hidden className="mr-1.5 inline size-3.5" />
        {content}
      </span>
    );
  }
  return (
    <>
      <Attachment body={body} content={content} />
      {body.type === "edit" && <span className="mr-1.5 text-sm text-faint">Edited:</span>}
      {body.text && <Words>{body.text}</Words>}
      {body.group && <span className="ml-1.5 text-sm text-faint">(in a group)</span>}
    </>
  );
}
