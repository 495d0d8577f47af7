import { FileQuestion } from "lucide-react";
import Link from "next/link";
import { Button } from "@/ui/button";
import { Empty } from "@/ui/empty";
import { Notice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";

interface EventMissingProps {
  organization: string;
  /** Null while it is being fetched. */
  error: { readonly message: string; readonly data?: { readonly code: string } | null | undefined } | null;
  onRetry: () => void;
}

/** Stands where an event is not: on its way, gone, or out of reach. */
export function EventMissing({ organization, error, onRetry }: EventMissingProps) {
  if (!error) return <Loading />;
  if (error.data?.code === "NOT_FOUND" || error.data?.code === "BAD_REQUEST") {
    return (
      <Empty
        icon={FileQuestion}
        title="There is no such event"
        action={
          <Button asChild>
            <Link href={`/${organization}/events`}>All events</Link>
          </Button>
        }
      >
        Events are kept for some time only; this one may be gone.
      </Empty>
    );
  }
  return (
    <Notice
      tone="bad"
      title="The event could not be fetched"
      action={
        <Button size="small" onClick={onRetry}>
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
    <Skeleton className="h-7 w-72" />
    <Skeleton className="mb-4 w-96 max-w-full" />
    <Skeleton className="h-10" />
    <Skeleton className="h-64" />
  </div>
);
