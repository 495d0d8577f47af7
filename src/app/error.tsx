"use client";

import { GoneWrong } from "@/organization/ui/gone-wrong";

export default function Failed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <GoneWrong digest={error.digest} onRetry={reset} />;
}
