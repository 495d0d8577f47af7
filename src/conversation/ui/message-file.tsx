"use client";

import type { LucideIcon } from "lucide-react";
import { useState } from "react";
import { placeOf, sizeInWords, whyNoMedia, type ShownMedia } from "../shown-media";
import { Card } from "./card";
import { Photo } from "./photo";

interface MessageFileProps {
  messageId: string;
  /** The message's. */
  type: string;
  /** Null for what came before files were kept. */
  media: ShownMedia | null;
  icon: LucideIcon;
  /** What it is called: its name, or its kind. */
  name: string;
}

/** The file of a message: seen, heard or saved, or why it is not here. */
export function MessageFile({ messageId, type, media, icon, name }: MessageFileProps) {
  /** It is gone by now, or this browser can not play it. */
  const [isMissing, setMissing] = useState(false);
  const why = media ? whyNoMedia(media) : "It came before files were kept here.";
  if (!media || why !== null) return <Card icon={icon} title={name} detail={why} />;
  const shown = { src: `/api/media/${messageId}`, name, media, onMissing: () => setMissing(true) };
  switch (isMissing ? null : type) {
    case "image":
      return <Photo {...shown} />;
    case "sticker":
      return <StickerPicture {...shown} />;
    case "video":
      return <Video {...shown} />;
    case "audio":
      return <Sound {...shown} />;
    default: {
      // Not saved by an attribute of the link: should the file be gone, the page that opens says so.
      const detail = [isMissing ? "Can not be shown here" : null, "Download", media.size && sizeInWords(media.size)];
      return (
        <a href={shown.src} target="_blank" rel="noreferrer" className="block rounded-lg hover:underline">
          <Card icon={icon} title={name} detail={detail.filter(Boolean).join(" · ")} />
        </a>
      );
    }
  }
}

interface ShownProps {
  src: string;
  name: string;
  media: ShownMedia;
  onMissing: () => void;
}

function StickerPicture({ src, name, media, onMissing }: ShownProps) {
  const style = { width: 128, aspectRatio: placeOf(media)?.ratio ?? "1" };
  return (
    // eslint-disable-next-line @next/next/no-img-element -- only members may fetch it: no optimizer stands between
    <img src={src} alt={name} loading="lazy" onError={onMissing} style={style} className="my-1 max-w-full" />
  );
}

/** Its first picture comes with its head: the player's place is held at the shape of most. */
const Video = ({ src, name, onMissing }: ShownProps) => (
  <video
    src={src}
    aria-label={name}
    controls
    playsInline
    preload="metadata"
    onError={onMissing}
    className="my-1 aspect-video w-80 max-w-full rounded-lg bg-ink/90"
  />
);

const Sound = ({ src, name, onMissing }: ShownProps) => (
  <audio
    src={src}
    aria-label={name}
    controls
    preload="none"
    onError={onMissing}
    className="my-1 h-10 w-72 max-w-full"
  />
);
