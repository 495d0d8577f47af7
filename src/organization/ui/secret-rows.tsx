import { Trash2 } from "lucide-react";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Table } from "@/ui/table";
import { Time } from "@/ui/time";
import type { SecretView } from "../server/secrets";

interface SecretRowsProps {
  readonly secrets: readonly SecretView[];
  readonly onReplace: (name: string) => void;
  readonly onRemove: (name: string) => void;
}

export const SecretRows = ({ secrets, onReplace, onRemove }: SecretRowsProps) => (
  <Table>
    <thead>
      <tr>
        <th>In a flow</th>
        <th className="max-sm:hidden">Value</th>
        <th className="max-sm:hidden">Set</th>
        <th>
          <span className="sr-only">Actions</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {secrets.map(({ name, hint, updatedAt }) => (
        <tr key={name}>
          <td>
            <span className="flex items-center gap-1">
              <code className="font-mono text-sm break-all">{referenceTo(name)}</code>
              <CopyButton text={referenceTo(name)} label={`Copy ${name}`} />
            </span>
          </td>
          <td className="text-soft max-sm:hidden">{hint === null ? <Lost /> : hintInWords(hint)}</td>
          <td className="text-sm whitespace-nowrap text-faint max-sm:hidden">
            <Time at={updatedAt} />
          </td>
          <td>
            <span className="flex justify-end gap-2">
              <Button size="small" onClick={() => onReplace(name)} aria-label={`Replace ${name}`}>
                Replace
              </Button>
              <Button size="small" onClick={() => onRemove(name)} aria-label={`Remove ${name}`}>
                <Trash2 aria-hidden />
              </Button>
            </span>
          </td>
        </tr>
      ))}
    </tbody>
  </Table>
);

const hintInWords = (hint: string): string => (hint.startsWith("…") ? `ends in ${hint}` : hint);

const Lost = () => <span className="text-bad">cannot be opened any more: replace it</span>;

const referenceTo = (name: string): string => `{{ secrets.${name} }}`;
