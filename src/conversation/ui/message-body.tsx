import { MousePointerClick, SmilePlus } from "lucide-react";
import type { Incoming, Outgoing } from "../message";
import type { ThreadMessage } from "../thread-message";
import { wordsOf } from "../words";
import { Attachment } from "./attachment";
import { Place } from "./place";
import { SentMedia, SentPeople, SentTemplate } from "./sent-extras";

/** What a message says. */
export function MessageBody({ message }: { message: ThreadMessage }) {
  const { body, content } = message;
  if (!body) return <Words>{content}</Words>;
  return "kind" in body ? <Ours body={body} message={message} /> : <Theirs body={body} message={message} />;
}

const Words = ({ children }: { children: string }) => (
  <span dir="auto" className="break-words whitespace-pre-wrap">
    {children}
  </span>
);

function Ours({ body, message }: { body: Outgoing; message: ThreadMessage }) {
  switch (body.kind) {
    case "template":
      return <SentTemplate template={body} />;
    case "media":
      return <SentMedia media={body} message={message} />;
    case "location":
      return <Place place={body} />;
    case "contacts":
      return <SentPeople people={body.people} />;
    case "reaction":
      return <Reaction emoji={body.emoji} words={wordsOf(body)} />;
    case "text":
    case "location-request":
      return <Words>{body.text}</Words>;
    default:
      return (
        <>
          {body.picture && <SentMedia media={{ kind: "media", ...body.picture }} message={message} />}
          {body.header && <p className="font-semibold">{body.header}</p>}
          <Words>{body.text}</Words>
          {body.footer && <p className="mt-1 text-sm text-faint">{body.footer}</p>}
        </>
      );
  }
}

function Reaction({ emoji, words }: { emoji: string | null; words: string }) {
  if (emoji) return <span className="text-xl">{emoji}</span>;
  return (
    <span className="text-soft">
      <SmilePlus aria-hidden className="mr-1.5 inline size-3.5" />
      {words}
    </span>
  );
}

function Theirs({ body, message }: { body: Incoming; message: ThreadMessage }) {
  if (body.choice) {
    return (
      <>
        <MousePointerClick aria-label="Tapped" className="mr-1.5 inline size-3.5 text-accent" />
        <Words>{body.choice.title}</Words>
      </>
    );
  }
  if (body.reaction) return <Reaction emoji={body.reaction.emoji} words={message.content} />;
  return (
    <>
      <Attachment body={body} message={message} />
      {body.type === "edit" && <span className="mr-1.5 text-sm text-faint">Edited:</span>}
      {body.text && <Words>{body.text}</Words>}
      {body.group && <span className="ml-1.5 text-sm text-faint">(in a group)</span>}
    </>
  );
}
