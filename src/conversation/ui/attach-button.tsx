import { Paperclip } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/ui/button";

interface AttachButtonProps {
  onFiles: (files: readonly File[]) => void;
}

/** What telephones offer and convert for: an iPhone makes a JPEG of its own kind of photo. */
const ACCEPTED =
  "image/jpeg,image/png,image/webp,video/mp4,video/3gpp,audio/aac,audio/amr,audio/mpeg,audio/mp4,audio/ogg,.m4a,.opus,application/pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,text/plain,.csv";

export function AttachButton({ onFiles }: AttachButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="quiet"
        size="icon"
        aria-label="Attach files"
        title="Attach files, or drop them here"
        className="size-9 pointer-coarse:size-11"
        onClick={() => input.current?.click()}
      >
        <Paperclip aria-hidden />
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file again is a change again.
          currentTarget.value = "";
        }}
      />
    </>
  );
}
