"use client";

import { Building2, Check, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import Link from "next/link";
import type { User } from "@/trpc/init";
import { Avatar } from "@/ui/avatar";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/ui/menu";
import { signOut } from "./sign-out";

export interface OrganizationLink {
  readonly slug: string;
  readonly name: string;
}

interface UserMenuProps {
  readonly user: User;
  readonly organization: OrganizationLink;
  readonly organizations: readonly OrganizationLink[];
}

const THEMES = [
  { name: "light", label: "Light", icon: Sun },
  { name: "dark", label: "Dark", icon: Moon },
  { name: "system", label: "As the system", icon: Monitor },
];

/** Who is signed in, and what concerns only them. */
export function UserMenu({ user, organization, organizations }: UserMenuProps) {
  const { theme, setTheme } = useTheme();
  const others = organizations.filter(({ slug }) => slug !== organization.slug);
  return (
    <Menu align="start" trigger={<Trigger user={user} />}>
      <MenuLabel>{user.email}</MenuLabel>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      {THEMES.map(({ name, label, icon: Icon }) => (
        <MenuItem key={name} onSelect={() => setTheme(name)}>
          <Icon aria-hidden />
          {label}
          {theme === name && <Check aria-label="chosen" className="ml-auto" />}
        </MenuItem>
      ))}
      {others.length > 0 && <Others organizations={others} />}
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}

function Trigger({ user, ...props }: { user: User }) {
  return (
    <button
      type="button"
      aria-label={`${user.name}: your menu`}
      className="flex w-full items-center gap-2.5 rounded-md p-1.5 text-left hover:bg-hover max-md:size-14 max-md:justify-center"
      {...props}
    >
      <Avatar name={user.name} className="size-7 text-xs" />
      <span className="min-w-0 flex-1 truncate max-md:hidden">{user.name}</span>
    </button>
  );
}

const Others = ({ organizations }: { organizations: readonly OrganizationLink[] }) => (
  <>
    <MenuSeparator />
    <MenuLabel>Go to</MenuLabel>
    {organizations.map(({ slug, name }) => (
      <MenuItem key={slug} asChild>
        <Link href={`/${slug}`}>
          <Building2 aria-hidden />
          {name}
        </Link>
      </MenuItem>
    ))}
  </>
);
