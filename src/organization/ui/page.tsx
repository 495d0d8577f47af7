import type { ReactNode } from "react";

/** A screen that is read from top to bottom. */
export const Page = ({ children }: { children: ReactNode }) => (
  <main className="mx-auto w-full max-w-5xl px-4 py-5 md:px-8 md:py-8">{children}</main>
);
