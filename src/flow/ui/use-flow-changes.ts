import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/provider";

/** Everything that can be done to one flow; what screens show of it is fetched again after each. */
export function useFlowChanges(organization: string, id: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const flow = { organization, id };
  const onSuccess = () =>
    Promise.all([
      client.invalidateQueries(trpc.flow.get.queryFilter(flow)),
      client.invalidateQueries(trpc.flow.list.queryFilter({ organization })),
    ]);
  const save = useMutation(trpc.flow.save.mutationOptions({ onSuccess }));
  const publish = useMutation(trpc.flow.publish.mutationOptions({ onSuccess }));
  const setStatus = useMutation(trpc.flow.setStatus.mutationOptions({ onSuccess }));
  const rename = useMutation(trpc.flow.rename.mutationOptions({ onSuccess }));
  const setPriority = useMutation(trpc.flow.setPriority.mutationOptions({ onSuccess }));
  return { flow, save, publish, setStatus, rename, setPriority };
}

export type FlowChanges = ReturnType<typeof useFlowChanges>;
