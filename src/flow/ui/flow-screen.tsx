"use client";

import { useQuery } from "@tanstack/react-query";
import { FileQuestion } from "lucide-react";
import Link from "next/link";
import { useTRPC } from "@/trpc/provider";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { FlowDesk } from "./flow-desk";
import { useMayChange } from "./use-may-change";

/** One flow: what it says, what is published of it, and its JSON. */
export function FlowScreen({ organization, id }: { organization: string; id: string }) {
  const { data: flow, error, refetch } = useQuery(useTRPC().flow.get.queryOptions({ organization, id }));
  // Asked together with the flow, in one request.
  const mayChange = useMayChange(organization);
  if (flow) return <FlowDesk organization={organization} flow={flow} mayChange={mayChange} />;
  if (!error) return <Loading />;
  if (error.data?.code === "NOT_FOUND" || error.data?.code === "BAD_REQUEST") {
    return (
      <Empty
        icon={FileQuestion}
        title="There is no such flow"
        action={
          <Button asChild>
            <Link href={`/${organization}/flows`}>All flows</Link>
          </Button>
        }
      >
        It may have been removed, or the address is not complete.
      </Empty>
    );
  }
  return (
    <Notice
      tone="bad"
      title="The flow could not be fetched"
      action={
        <Button size="small" onClick={() => void refetch()}>
          Try again
        </Button>
      }
    >
      {error.message}
    </Notice>
  );
}

const Loading = () => (
  <div aria-busy className="grid gap-3">
    <Skeleton className="h-7 w-56" />
    <Skeleton className="mb-4 w-80" />
    {Array.from({ length: 4 }, (_, index) => (
      <Skeleton key={index} className="h-16 max-w-2xl" />
    ))}
  </div>
);
