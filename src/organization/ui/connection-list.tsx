"use client";

import { useQuery } from "@tanstack/react-query";
import { Phone, Plus } from "lucide-react";
import Link from "next/link";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { PageHeader } from "@/ui/page-header";
import { Skeleton } from "@/ui/skeleton";
import { ConnectionCard } from "./connection-card";

interface ConnectionListProps {
  readonly organization: string;
  readonly mayChange: boolean;
}

/** The organization's WhatsApp numbers, and what each of them still needs. */
export function ConnectionList({ organization, mayChange }: ConnectionListProps) {
  const { data, error, refetch } = useQuery(useTRPC().connection.list.queryOptions({ organization }));
  const connect = mayChange && <Connect organization={organization} />;
  return (
    <>
      <PageHeader
        title="Connections"
        description="The WhatsApp numbers that this organization answers from."
        actions={data && data.length > 0 && connect}
      />
      {error && (
        <Notice
          tone="bad"
          title="The connections could not be fetched"
          action={
            <Button size="small" onClick={() => void refetch()}>
              Try again
            </Button>
          }
        >
          {error.message}
        </Notice>
      )}
      {!data && !error && <Skeleton className="h-36 rounded-lg" />}
      {data?.length === 0 && (
        <Empty icon={Phone} title="No number is connected yet" action={connect}>
          Connect a number of your WhatsApp Business account, and its messages arrive here.
        </Empty>
      )}
      <ul className="grid grid-cols-1 gap-3">
        {data?.map((connection) => (
          <li key={connection.id}>
            <ConnectionCard organization={organization} connection={connection} mayChange={mayChange} />
          </li>
        ))}
      </ul>
    </>
  );
}

const Connect = ({ organization }: { organization: string }) => (
  <Button asChild variant="primary">
    <Link href={`/${organization}/settings/connections/new`}>
      <Plus aria-hidden />
      Connect a number
    </Link>
  </Button>
);
