import { useQueryClient } from "@tanstack/react-query";
import { Download, Ellipsis, RotateCcw } from "lucide-react";
import { useTRPC } from "@/trpc/provider";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Menu, MenuItem } from "@/ui/menu";
import { Time } from "@/ui/time";
import { toast } from "@/ui/toast";
import type { FlowDetail, FlowVersion } from "../server/read-flows";
import { writeDefinition } from "../write-definition";
import { saveFile } from "./save-file";

interface VersionListProps {
  organization: string;
  flow: FlowDetail;
  /** Puts a version's definition into the editor. */
  onRestore: ((definition: unknown, number: number) => void) | undefined;
}

/** Everything that was ever published of a flow, the newest first. */
export function VersionList({ organization, flow, onRestore }: VersionListProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const fetchThen = (number: number, use: (definition: unknown) => void) =>
    void client
      .query(trpc.flow.export.queryOptions({ organization, id: flow.id, version: number }, { staleTime: Infinity }))
      .then(
        ({ definition }) => use(definition),
        (error: unknown) => toast.error(error instanceof Error ? error.message : "The version could not be fetched"),
      );
  return (
    <section>
      <h2 className="mb-2 text-sm font-medium text-faint">Versions</h2>
      {flow.versions.length === 0 && (
        <p className="text-pretty text-soft">
          Nothing is published yet, so no customer meets this flow. Publishing keeps the draft as version 1.
        </p>
      )}
      <ol className="grid gap-3">
        {flow.versions.map((version) => (
          <Version
            key={version.number}
            version={version}
            isRunning={flow.status === "Active" && version.number === flow.publishedVersion}
            menu={
              <>
                {onRestore && (
                  <MenuItem
                    onSelect={() => fetchThen(version.number, (definition) => onRestore(definition, version.number))}
                  >
                    <RotateCcw aria-hidden /> Bring it back as the draft
                  </MenuItem>
                )}
                <MenuItem
                  onSelect={() =>
                    fetchThen(version.number, (definition) =>
                      saveFile(`${flow.name} ${version.number}.json`, writeDefinition(definition)),
                    )
                  }
                >
                  <Download aria-hidden /> Export JSON
                </MenuItem>
              </>
            }
          />
        ))}
      </ol>
    </section>
  );
}

interface VersionProps {
  version: FlowVersion;
  isRunning: boolean;
  menu: React.ReactNode;
}

function Version({ version, isRunning, menu }: VersionProps) {
  const { number, message, author, createdAt } = version;
  return (
    <li className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{number}</span>
          {isRunning && <Badge tone="good">running</Badge>}
        </p>
        {message && <p className="break-words">{message}</p>}
        <p className="text-sm text-faint">
          {author ?? "The operator"}, <Time at={createdAt} />
        </p>
      </div>
      <Menu
        trigger={
          <Button size="icon" variant="quiet" aria-label={`Version ${number}`} className="-mt-1.5">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {menu}
      </Menu>
    </li>
  );
}
