import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/provider";
import { useLiveEvents } from "./use-live-events";

/** One event; fetched again while things happen, since it may be worked only now and its messages get their ticks. */
export function useEvent(organization: string, id: string) {
  const { data: event, error, refetch } = useQuery(useTRPC().event.get.queryOptions({ organization, id }));
  const retry = () => void refetch();
  useLiveEvents(organization, retry);
  return { event, error, retry };
}
