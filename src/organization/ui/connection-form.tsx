"use client";

import { useState, type ReactNode, type SubmitEvent } from "react";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Input } from "@/ui/input";
import { Notice } from "@/ui/notice";
import type { ConnectionView } from "../server/connection-view";
import type { Refusal } from "./refusal";
import { SecretField } from "./secret-field";

type PlainField = "name" | "displayPhoneNumber" | "phoneNumberId" | "businessAccountId" | "appId";
type SecretName = keyof ConnectionView["secrets"];

/** What was typed. An empty secret means: as it is. Null: taken away. */
type TypedConnection = Record<PlainField | "accessToken" | "verifyToken", string> &
  Record<"appSecret" | "phonePin", string | null>;

interface ConnectionFormProps {
  /** What is stored; a new one has nothing. */
  readonly stored?: ConnectionView;
  readonly refusal: Refusal | null;
  readonly saving: boolean;
  readonly onSave: (typed: TypedConnection) => void;
  /** Beside the button that saves. */
  readonly actions?: ReactNode;
}

export function ConnectionForm({ stored, refusal, saving, onSave, actions }: ConnectionFormProps) {
  const [removed, setRemoved] = useState({ appSecret: false, phonePin: false });

  const save = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = Object.fromEntries(new FormData(event.currentTarget)) as TypedConnection;
    onSave({
      ...typed,
      ...(removed.appSecret && { appSecret: null }),
      ...(removed.phonePin && { phonePin: null }),
    });
  };
  const plain = (name: PlainField) => ({
    name,
    defaultValue: stored?.[name] ?? "",
    autoComplete: "off",
    spellCheck: false,
  });
  const secret = (name: SecretName) => ({
    name,
    stored: stored?.secrets[name] ?? null,
    error: refusal?.fields[name],
  });

  return (
    <form onSubmit={save} className="grid gap-8">
      {refusal?.whole && (
        <Notice tone="bad" title="It was not saved">
          {refusal.whole}
        </Notice>
      )}
      <Group title="The number" hint="As WhatsApp Manager shows them under API setup.">
        <Field label="Name" hint="What your team calls it." error={refusal?.fields["name"]}>
          <Input {...plain("name")} required maxLength={80} />
        </Field>
        <Field label="Phone number" hint="As people write it." error={refusal?.fields["displayPhoneNumber"]}>
          <Input {...plain("displayPhoneNumber")} required maxLength={32} placeholder="+1 555 0100" inputMode="tel" />
        </Field>
        <Field label="Phone number ID" error={refusal?.fields["phoneNumberId"]}>
          <Input {...plain("phoneNumberId")} required className="font-mono" inputMode="numeric" />
        </Field>
        <Field label="Business account ID" error={refusal?.fields["businessAccountId"]}>
          <Input {...plain("businessAccountId")} required className="font-mono" inputMode="numeric" />
        </Field>
        <SecretField {...secret("accessToken")} label="Access token" className="sm:col-span-2" required={!stored} />
      </Group>
      <Group title="The Meta app" hint="Whose secret signs what Meta sends to the callback.">
        <Field label="App ID" optional error={refusal?.fields["appId"]}>
          <Input {...plain("appId")} className="font-mono" inputMode="numeric" />
        </Field>
        <SecretField
          {...secret("appSecret")}
          label="App secret"
          removed={removed.appSecret}
          onRemove={(appSecret) => setRemoved({ ...removed, appSecret })}
        />
        <SecretField
          {...secret("verifyToken")}
          label="Verify token"
          hint={stored ? undefined : "Leave it empty, and one is made up for you."}
          canMakeUp
        />
        <SecretField
          {...secret("phonePin")}
          label="Two-step PIN"
          optional
          hint="Six digits, if the number has to be registered again."
          removed={removed.phonePin}
          onRemove={(phonePin) => setRemoved({ ...removed, phonePin })}
        />
      </Group>
      <div className="flex items-center justify-end gap-2">
        {actions}
        <Button type="submit" variant="primary" busy={saving}>
          {stored ? "Save" : "Connect"}
        </Button>
      </div>
    </form>
  );
}

const Group = ({ title, hint, children }: { title: string; hint: string; children: ReactNode }) => (
  <fieldset className="rounded-lg border bg-surface p-4">
    <legend className="sr-only">{title}</legend>
    <p aria-hidden className="text-lg font-semibold">
      {title}
    </p>
    <p className="mb-4 text-soft">{hint}</p>
    <div className="grid items-start gap-4 sm:grid-cols-2">{children}</div>
  </fieldset>
);
