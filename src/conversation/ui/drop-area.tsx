"use client";

import { FileUp } from "lucide-react";
import { useState, type DragEvent, type ReactNode } from "react";

interface DropAreaProps {
  /** Null while nothing may be sent. */
  onFiles: ((files: readonly File[]) => void) | null;
  children: ReactNode;
}

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes("Files");

/** Where files may be dropped. What is dropped while nothing may be sent is taken too, so that the browser does not open it. */
export function DropArea({ onFiles, children }: DropAreaProps) {
  const [isOver, setOver] = useState(false);
  return (
    <div
      className="relative flex min-h-0 flex-1 flex-col"
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        onFiles?.([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-2 z-20 grid animate-fade place-items-center rounded-lg border-2 border-dashed border-accent bg-surface/90">
          <p className="flex items-center gap-2 font-medium">
            <FileUp aria-hidden className="size-5 text-accent" />
            {onFiles ? "Drop to attach" : "Replies are closed"}
          </p>
        </div>
      )}
    </div>
  );
}
