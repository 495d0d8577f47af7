import { Download, FileText, Mic } from "lucide-react";
import { useState } from "react";
import type { Picture } from "../../page-model";

/** A picture, a film, a sound or a file, to be seen where it stands. */
export function Media({ media }: { media: Picture }) {
  const [isBroken, setBroken] = useState(false);
  const broken = () => setBroken(true);
  const { type, url, filename, voice } = media;
  if (isBroken) return <FileLink media={media} note={`This ${NAMES[type]} cannot be shown`} />;
  if (type === "image" || type === "sticker") {
    return (
      <a className={type} href={url} target="_blank" rel="noopener noreferrer" aria-label={`Open the ${NAMES[type]}`}>
        {/* eslint-disable-next-line @next/next/no-img-element -- no Next here */}
        <img src={url} alt={filename ?? NAMES[type]} onError={broken} />
      </a>
    );
  }
  if (type === "video") return <video src={url} controls preload="metadata" onError={broken} />;
  if (type === "audio") {
    return (
      <span className="sound">
        {voice && <Mic aria-label="Voice note" />}
        <audio src={url} controls preload="metadata" onError={broken} />
      </span>
    );
  }
  return <FileLink media={media} note={media.mimeType ?? "Document"} />;
}

const NAMES = { image: "picture", sticker: "sticker", video: "film", audio: "sound", document: "file" };

function FileLink({ media: { url, filename, type }, note }: { media: Picture; note: string }) {
  return (
    <a className="file" href={url} target="_blank" rel="noopener noreferrer" download={filename}>
      <FileText />
      <span>
        <b>{filename ?? NAMES[type]}</b>
        <small>{note}</small>
      </span>
      <Download />
    </a>
  );
}
