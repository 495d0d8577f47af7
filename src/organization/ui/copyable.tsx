import { CopyButton } from "@/ui/copy-button";

/** A value that is copied into somebody else's form. */
export const Copyable = ({ label, text }: { label: string; text: string }) => (
  <div className="grid grid-cols-1 gap-1">
    <p className="text-sm font-medium">{label}</p>
    <div className="flex items-center gap-1 rounded-md border bg-sunken pl-2.5">
      <code className="min-w-0 flex-1 overflow-x-auto py-1.5 font-mono text-sm whitespace-nowrap">{text}</code>
      <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
    </div>
  </div>
);
