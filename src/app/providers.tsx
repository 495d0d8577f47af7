"use client";

import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { TRPCProvider } from "@/trpc/provider";
import { Toaster } from "@/ui/toast";

interface ProvidersProps {
  /** What lets this answer's own scripts run. */
  readonly nonce: string;
  readonly children: ReactNode;
}

export function Providers({ nonce, children }: ProvidersProps) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" nonce={nonce} disableTransitionOnChange>
      <TRPCProvider>{children}</TRPCProvider>
      <Toaster />
    </ThemeProvider>
  );
}
