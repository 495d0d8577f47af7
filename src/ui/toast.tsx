"use client";

import { Toaster as Sonner } from "sonner";

export { toast } from "sonner";

/** Where toasts appear; once, in the layout. Above, because below are the reply and, on a telephone, the navigation. */
export function Toaster() {
  return (
    <Sonner
      position="top-center"
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-lg font-sans border bg-raised p-3 text-base text-ink shadow-raised sm:w-80 [&_[data-icon]]:mt-0.5",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "mt-0.5 text-sm text-soft",
          success: "[&_[data-icon]]:text-good",
          error: "[&_[data-icon]]:text-bad",
          warning: "[&_[data-icon]]:text-warn",
          info: "[&_[data-icon]]:text-accent",
          actionButton: "shrink-0 text-sm font-medium text-accent hover:underline",
        },
      }}
    />
  );
}
