"use client";

import { Download, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { Button } from "@/ui/button";
import { placeOf, type ShownMedia } from "../shown-media";

interface PhotoProps {
  src: string;
  name: string;
  media: ShownMedia;
  onMissing: () => void;
}

const UNKNOWN_PLACE = { width: 240, ratio: "4 / 3" };

/** A photo in its place, which is held before it is there. Opens whole, above everything else. */
export function Photo({ src, name, media, onMissing }: PhotoProps) {
  const { width, ratio } = placeOf(media) ?? UNKNOWN_PLACE;
  return (
    <Dialog.Root>
      <Dialog.Trigger
        aria-label={`${name}: open it whole`}
        className="my-1 block max-w-full cursor-zoom-in overflow-hidden rounded-lg border border-line bg-sunken"
        style={{ width, aspectRatio: ratio }}
      >
        {/* eslint-disable-next-line @next/next/no-img-element -- only members may fetch it: no optimizer stands between */}
        <img src={src} alt={name} loading="lazy" onError={onMissing} className="size-full object-cover" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-3 z-50 flex animate-rise flex-col rounded-lg border bg-raised shadow-raised focus:outline-none sm:inset-8"
        >
          <div className="flex items-center gap-1 border-b px-3 py-1.5">
            <Dialog.Title className="min-w-0 flex-1 truncate font-medium">{name}</Dialog.Title>
            <Button asChild variant="quiet" size="icon">
              <a href={src} download aria-label="Download">
                <Download aria-hidden />
              </a>
            </Button>
            <Dialog.Close asChild>
              <Button variant="quiet" size="icon" aria-label="Close">
                <X aria-hidden />
              </Button>
            </Dialog.Close>
          </div>
          <div className="grid min-h-0 flex-1 place-items-center p-3">
            {/* eslint-disable-next-line @next/next/no-img-element -- as above */}
            <img src={src} alt={name} className="max-h-full min-h-0 max-w-full object-contain" />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
