"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/ui/class-names";
import { Kbd } from "@/ui/kbd";
import { DESTINATIONS } from "./destinations";
import { useGoKeys } from "./use-go-keys";

/** A column beside the screen; below it, within reach of the thumb, on a telephone. */
export function Navigation({ organization }: { organization: string }) {
  const pathname = usePathname();
  useGoKeys(organization);
  return (
    <nav aria-label="Main" className="flex flex-1 md:block md:flex-none">
      <ul className="flex flex-1 md:grid md:gap-0.5">
        {DESTINATIONS.map(({ name, path, key, icon: Icon }) => {
          const href = `/${organization}/${path}`;
          const here = pathname === href || pathname.startsWith(`${href}/`);
          return (
            <li key={path} className="flex-1">
              <Link
                href={href}
                aria-current={here ? "page" : undefined}
                className={cn(
                  "group flex items-center transition-colors duration-100",
                  "h-14 flex-col justify-center gap-0.5 text-xs md:h-8 md:flex-row md:justify-start md:gap-2.5 md:rounded-md md:px-2.5 md:text-base",
                  here ? "font-medium text-accent md:bg-accent-wash" : "text-soft hover:text-ink md:hover:bg-hover",
                )}
              >
                <Icon aria-hidden className="size-5 md:size-4" />
                {name}
                <span
                  aria-hidden
                  className="ml-auto hidden gap-0.5 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 md:flex"
                >
                  <Kbd>g</Kbd>
                  <Kbd>{key}</Kbd>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
