import { X } from "lucide-react";
import { Button } from "@/ui/button";
import { sizeInWords } from "../shown-media";
import { FileThumbnail } from "./file-thumbnail";
import type { Tray, TrayFile } from "./use-tray";

interface FileTrayProps {
  tray: Tray;
  onEmptied: () => void;
}

/** What goes out with the next reply, and why other files do not. */
export function FileTray({ tray, onEmptied }: FileTrayProps) {
  const { files, refused } = tray;
  return (
    <>
      {refused.length > 0 && (
        <div role="alert" className="mb-2 flex items-start gap-2 rounded-md bg-bad-wash p-2 text-sm text-bad">
          <ul className="min-w-0 flex-1 space-y-1">
            {refused.map((why, index) => (
              <li key={index} className="text-pretty break-words">
                {why}
              </li>
            ))}
          </ul>
          <Button variant="quiet" size="icon" aria-label="Dismiss" className="-my-1.5" onClick={tray.forgive}>
            <X aria-hidden />
          </Button>
        </div>
      )}
      {files.length > 0 && (
        <ul aria-label="Files to send" className="mb-2 flex max-h-48 flex-wrap gap-2 overflow-y-auto">
          {files.map((file) => (
            <Item
              key={file.id}
              file={file}
              onSticker={(isSticker) => tray.setSticker(file.id, isSticker)}
              onRemove={() => {
                tray.remove(file.id);
                if (files.length === 1) onEmptied();
              }}
            />
          ))}
        </ul>
      )}
    </>
  );
}

const SENT_AS = {
  image: "Photo",
  video: "Video",
  audio: "Audio",
  document: "Document",
  sticker: "Sticker",
} as const;

interface ItemProps {
  file: TrayFile;
  onSticker: (isSticker: boolean) => void;
  onRemove: () => void;
}

const Item = ({ file, onSticker, onRemove }: ItemProps) => (
  <li className="flex w-full animate-rise items-center gap-2.5 rounded-lg border bg-raised p-1.5 sm:w-72">
    <FileThumbnail file={file} />
    <div className="min-w-0 flex-1 text-sm">
      <p className="truncate font-medium" title={file.name}>
        {file.name}
      </p>
      <p className="flex flex-wrap gap-x-2 text-soft">
        {SENT_AS[file.mediaType]} · {sizeInWords(file.blob.size)}
        {file.mayBeSticker && (
          <label className="flex items-center gap-1">
            <input
              type="checkbox"
              checked={file.mediaType === "sticker"}
              onChange={({ currentTarget }) => onSticker(currentTarget.checked)}
              className="accent-accent"
            />
            As a sticker
          </label>
        )}
      </p>
    </div>
    <Button variant="quiet" size="icon" aria-label={`Remove ${file.name}`} onClick={onRemove}>
      <X aria-hidden />
    </Button>
  </li>
);
