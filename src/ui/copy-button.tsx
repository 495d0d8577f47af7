"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { toast } from "./toast";
import { Tooltip } from "./tooltip";

interface CopyButtonProps {
  text: string;
  /** What is copied: "Copy webhook address". */
  label: string;
  className?: string;
}

export function CopyButton({ text, label, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => toast.error("The browser did not allow copying", { description: "Select the text and copy it by hand." }),
    );

  return (
    <Tooltip label={label}>
      <Button
        variant="quiet"
        size="icon"
        aria-label={copied ? "Copied" : label}
        className={className}
        onClick={() => void copy()}
      >
        {copied ? <Check aria-hidden className="text-good" /> : <Copy aria-hidden />}
      </Button>
    </Tooltip>
  );
}
