"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/ui/class-names";

const TABS = [
  { name: "Connections", path: "connections", isForAdmins: false },
  { name: "Secrets", path: "secrets", isForAdmins: true },
] as const;

interface SettingsTabsProps {
  readonly organization: string;
  readonly isAdmin: boolean;
}

/** The parts of the settings; nothing where there is only one. */
export function SettingsTabs({ organization, isAdmin }: SettingsTabsProps) {
  const pathname = usePathname();
  const open = TABS.filter(({ isForAdmins }) => isAdmin || !isForAdmins);
  if (open.length < 2) return null;
  return (
    <nav aria-label="Settings" className="mb-5 flex gap-4 border-b">
      {open.map(({ name, path }) => {
        const href = `/${organization}/settings/${path}`;
        const isHere = pathname === href || pathname.startsWith(`${href}/`);
        return (
          <Link
            key={path}
            href={href}
            aria-current={isHere ? "page" : undefined}
            className={cn(
              "-mb-px border-b-2 border-transparent px-0.5 pb-2 font-medium text-soft hover:text-ink",
              isHere && "border-accent text-ink",
            )}
          >
            {name}
          </Link>
        );
      })}
    </nav>
  );
}
