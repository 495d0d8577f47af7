"use client";

import { CopyButton } from "@/ui/copy-button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";

/** A value that is copied into somebody else's form. */
export const Copyable = ({ label, text, hint }: { label: string; text: string; hint?: string }) => (
  <Field label={label} hint={hint}>
    <div className="flex gap-1">
      <Input readOnly value={text} onFocus={(event) => event.currentTarget.select()} className="bg-sunken font-mono" />
      <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
    </div>
  </Field>
);
