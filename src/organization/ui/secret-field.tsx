"use client";

import { useState } from "react";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";

interface SecretFieldProps {
  readonly name: string;
  readonly label: string;
  /** What may be told of the stored one; null: there is none. */
  readonly stored: string | null;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly className?: string;
  /** Offers a random one. */
  readonly canMakeUp?: boolean;
  readonly removed?: boolean;
  readonly onRemove?: (removed: boolean) => void;
}

/** Can be written and never read back: empty means as it is. */
export function SecretField(props: SecretFieldProps) {
  const { name, label, stored, hint, error, required, optional, className, canMakeUp, removed, onRemove } = props;
  const [madeUp, setMadeUp] = useState("");
  const told = [removed ? "Will be removed when you save." : toldOf(stored), hint].filter(Boolean).join(" ");
  return (
    <Field label={label} optional={optional ?? false} hint={told} error={error} className={className ?? ""}>
      <div className="flex gap-2">
        <Input
          // A token that was made up just now has to be seen: it is copied to Meta.
          key={madeUp}
          type={madeUp ? "text" : "password"}
          defaultValue={madeUp}
          {...{ name, required, disabled: removed }}
          autoComplete="new-password"
          spellCheck={false}
          placeholder={stored ? "Unchanged" : ""}
          className="font-mono"
        />
        {canMakeUp && <Button onClick={() => setMadeUp(randomToken())}>Make one up</Button>}
        {stored && onRemove && (
          <Button onClick={() => onRemove(!removed)} aria-label={`${removed ? "Keep" : "Remove"} ${label}`}>
            {removed ? "Keep" : "Remove"}
          </Button>
        )}
      </div>
    </Field>
  );
}

function toldOf(stored: string | null): string {
  if (stored === null) return "";
  return stored.startsWith("…") ? `Set, ends in ${stored}.` : "Set.";
}

const randomToken = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
