import { Contact, FileText, Image, LayoutTemplate, Music, Sticker, Video } from "lucide-react";
import type { Outgoing, Person, Template } from "../message";
import type { ThreadMessage } from "../thread-message";
import { wordsOf } from "../words";
import { Card } from "./card";
import { MessageFile } from "./message-file";

/** A template by its name: Meta has its words, we have what was filled in. */
export const SentTemplate = ({ template }: { template: Template }) => (
  <Card
    icon={LayoutTemplate}
    title={template.name}
    detail={[template.language, ...template.parameters.map(({ value }) => value)].join(" · ")}
  />
);

export const FILE_ICONS = { image: Image, video: Video, audio: Music, document: FileText, sticker: Sticker } as const;

interface SentMediaProps {
  media: Extract<Outgoing, { kind: "media" }>;
  message: ThreadMessage;
}

export function SentMedia({ media, message }: SentMediaProps) {
  const { mediaType, source, filename, caption } = media;
  const shown = { icon: FILE_ICONS[mediaType], name: filename ?? wordsOf({ kind: "media", mediaType, source }) };
  return (
    <>
      {"file" in source ? (
        <MessageFile messageId={message.id} type={mediaType} media={message.media} {...shown} />
      ) : (
        <Card icon={shown.icon} title={shown.name} detail={"link" in source ? source.link : source.id} />
      )}
      {caption && (
        <span dir="auto" className="break-words whitespace-pre-wrap">
          {caption}
        </span>
      )}
    </>
  );
}

/** Cards of an address book. */
export const SentPeople = ({ people }: { people: readonly Person[] }) =>
  people.map(({ name, phones, emails, company }, index) => (
    <Card
      key={index}
      icon={Contact}
      title={name}
      detail={[company, ...phones.map(({ number }) => number), ...emails.map(({ address }) => address)]
        .filter(Boolean)
        .join(" · ")}
    />
  ));
