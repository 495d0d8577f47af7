import { useCallback } from "react";
import { cn } from "@/ui/class-names";
import type { DraftFile } from "../thread";
import { FILE_ICONS } from "./sent-extras";

interface FileThumbnailProps {
  file: Pick<DraftFile, "blob" | "mediaType">;
  className?: string;
}

/** A file that is still here: itself if it is a picture, else a sign of its kind. */
export function FileThumbnail({ file: { blob, mediaType }, className }: FileThumbnailProps) {
  const show = useCallback(
    (image: HTMLImageElement) => {
      const url = URL.createObjectURL(blob);
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [blob],
  );
  const place = cn("size-11 shrink-0 rounded-md", className);
  if (mediaType === "image" || mediaType === "sticker" || blob.type === "image/webp") {
    // eslint-disable-next-line @next/next/no-img-element -- it is in this browser only
    return <img ref={show} alt="" className={cn(place, "border border-line bg-sunken object-cover")} />;
  }
  const Icon = FILE_ICONS[mediaType];
  return (
    <span aria-hidden className={cn(place, "grid place-items-center bg-accent-wash text-accent")}>
      <Icon className="size-5" />
    </span>
  );
}
