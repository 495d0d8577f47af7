"use client";

import { FileDown } from "lucide-react";
import { useState, type DragEvent, type ReactNode } from "react";
import { readFlowFile, type FlowText } from "./read-flow-file";

interface FileDropProps {
  isOn: boolean;
  onFile: (given: FlowText) => void;
  children: ReactNode;
}

const holdsFile = (event: DragEvent) => event.dataTransfer.types.includes("Files");

/** Takes a file that is dropped anywhere inside, and says so while one hovers. */
export function FileDrop({ isOn, onFile, children }: FileDropProps) {
  // Entering a child leaves its parent: only as many leaves as enters mean that the file is gone.
  const [depth, setDepth] = useState(0);
  if (!isOn) return <div>{children}</div>;

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDepth(0);
    const [file] = event.dataTransfer.files;
    if (file) void readFlowFile(file).then(onFile);
  };
  return (
    <div
      className="relative min-h-[60vh]"
      onDragEnter={(event) => holdsFile(event) && setDepth((now) => now + 1)}
      onDragLeave={(event) => holdsFile(event) && setDepth((now) => now - 1)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      {children}
      {depth > 0 && (
        <div className="pointer-events-none absolute inset-0 grid animate-fade place-content-center justify-items-center gap-2 rounded-lg border-2 border-dashed border-accent bg-accent-wash text-accent">
          <FileDown aria-hidden className="size-6" />
          <p className="text-lg font-semibold">Drop the flow’s JSON here</p>
        </div>
      )}
    </div>
  );
}
