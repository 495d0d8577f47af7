"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";

interface GoneWrongProps {
  /** Finds the error in the server's log. */
  readonly digest: string | undefined;
  readonly onRetry: () => void;
}

/** In the place of a screen that failed. What exactly failed is in the log, and nobody else's business. */
export const GoneWrong = ({ digest, onRetry }: GoneWrongProps) => (
  <main className="grid min-h-[60dvh] place-items-center">
    <Empty icon={TriangleAlert} title="This did not work" action={<Button onClick={onRetry}>Try again</Button>}>
      Something went wrong on our side.
      {digest && <p className="mt-1 text-sm text-faint">Reference {digest}</p>}
    </Empty>
  </main>
);
