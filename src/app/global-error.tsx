"use client";

import "./globals.css";
import { GoneWrong } from "@/organization/ui/gone-wrong";

/** When even the layout failed. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <GoneWrong digest={error.digest} onRetry={reset} />
      </body>
    </html>
  );
}
