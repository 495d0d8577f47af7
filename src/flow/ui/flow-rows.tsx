import Link from "next/link";
import { Badge } from "@/ui/badge";
import { Skeleton } from "@/ui/skeleton";
import { Table } from "@/ui/table";
import { Time } from "@/ui/time";
import type { FlowSummary } from "../server/read-flows";
import { FlowStatus } from "./flow-status";
import { TriggerChips } from "./trigger-chips";

const WIDE = "max-md:hidden";

export function FlowRows({ organization, flows }: { organization: string; flows: readonly FlowSummary[] }) {
  return (
    <Table className="table-fixed">
      <Head />
      <tbody>
        {flows.map((flow) => (
          <Row key={flow.id} flow={flow} href={`/${organization}/flows/${flow.id}`} />
        ))}
      </tbody>
    </Table>
  );
}

const Head = () => (
  <thead>
    <tr>
      <th className="w-[34%] max-md:w-auto">Name</th>
      <th className={WIDE}>Starts with</th>
      <th className="w-32">Status</th>
      <th className={`w-44 ${WIDE}`}>Version</th>
      <th className={`w-24 text-right ${WIDE}`}>Changed</th>
    </tr>
  </thead>
);

function Row({ flow, href }: { flow: FlowSummary; href: string }) {
  const { name, status, triggers, publishedVersion, draftChanged, updatedAt } = flow;
  return (
    <tr className="relative">
      <td>
        <Link
          href={href}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {name}
        </Link>
        <div className="mt-1 text-sm md:hidden">
          <TriggerChips triggers={triggers} />
        </div>
      </td>
      <td className={WIDE}>
        <TriggerChips triggers={triggers} />
      </td>
      <td className="max-md:align-top">
        <FlowStatus status={status} />
      </td>
      <td className={`text-soft ${WIDE}`}>
        <span className="flex items-center gap-2">
          {publishedVersion === null ? <span className="text-faint">not published</span> : publishedVersion}
          {draftChanged && <Badge tone="warn">draft differs</Badge>}
        </span>
      </td>
      <td className={`text-right text-sm text-faint ${WIDE}`}>
        <Time at={updatedAt} as="short" />
      </td>
    </tr>
  );
}

export const FlowRowsLoading = () => (
  <Table className="table-fixed" aria-busy>
    <Head />
    <tbody>
      {Array.from({ length: 5 }, (_, index) => (
        <tr key={index}>
          <td>
            <Skeleton className="w-40" />
          </td>
          <td className={WIDE}>
            <Skeleton className="w-24" />
          </td>
          <td>
            <Skeleton className="w-16" />
          </td>
          <td className={WIDE}>
            <Skeleton className="w-12" />
          </td>
          <td className={WIDE}>
            <Skeleton className="ml-auto w-12" />
          </td>
        </tr>
      ))}
    </tbody>
  </Table>
);
