import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

const look = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors duration-100 select-none disabled:pointer-events-none disabled:opacity-50 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-hover",
        plain: "border border-edge bg-surface text-ink hover:bg-sunken",
        quiet: "text-soft hover:bg-hover hover:text-ink",
        danger: "bg-bad text-on-bad hover:opacity-90",
      },
      size: {
        small: "h-7 px-2 text-sm [&_svg]:size-3.5",
        medium: "h-8 px-3 text-base pointer-coarse:h-10 [&_svg]:size-4",
        icon: "size-8 pointer-coarse:size-10 [&_svg]:size-4",
      },
    },
    defaultVariants: { variant: "plain", size: "medium" },
  },
);

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof look> & {
    /** Wears the look on its only child, a link for instance. */
    asChild?: boolean;
    /** Something is under way: says so, and takes no second press. */
    busy?: boolean;
  };

export function Button({ variant, size, asChild = false, busy = false, className, children, ...props }: ButtonProps) {
  const classes = cn(look({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={classes}
      {...props}
      disabled={busy || props.disabled}
      aria-busy={busy || undefined}
    >
      {busy && <LoaderCircle aria-hidden className="animate-spin" />}
      {children}
    </button>
  );
}
