"use client";

import { Pencil } from "lucide-react";
import Link from "next/link";
import { Button } from "@/ui/button";
import { Time } from "@/ui/time";
import type { ConnectionView } from "../server/connection-view";
import { ConnectionState, ConnectionTodo } from "./connection-state";
import { Copyable } from "./copyable";
import { VerifyButton } from "./verify-button";

interface ConnectionCardProps {
  readonly organization: string;
  readonly connection: ConnectionView;
  readonly mayChange: boolean;
}

export function ConnectionCard({ organization, connection, mayChange }: ConnectionCardProps) {
  const { id, name, displayPhoneNumber, webhookUrl, handshakeAt } = connection;
  return (
    <article className="grid grid-cols-1 gap-4 rounded-lg border bg-surface p-4" aria-labelledby={`${id}-name`}>
      <header className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">
          <h2 id={`${id}-name`} className="truncate text-lg font-semibold">
            {name}
          </h2>
          <p className="text-soft">{displayPhoneNumber}</p>
        </div>
        <ConnectionState connection={connection} />
      </header>
      <ConnectionTodo connection={connection} />
      <Copyable label="Callback URL" text={webhookUrl} />
      <footer className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-faint">
          {handshakeAt ? (
            <>
              Meta accepted this callback <Time at={handshakeAt} />.
            </>
          ) : (
            "Meta has not called this callback yet."
          )}
        </p>
        {mayChange && (
          <div className="flex gap-2">
            <VerifyButton organization={organization} id={id} />
            <Button asChild>
              <Link href={`/${organization}/settings/connections/${id}`} aria-label={`Edit ${name}`}>
                <Pencil aria-hidden />
                Edit
              </Link>
            </Button>
          </div>
        )}
      </footer>
    </article>
  );
}
