/** What inputs, text areas and selects look like. Text of 16 px keeps telephones from zooming in. */
export const control =
  "w-full rounded-md border border-edge bg-surface px-2.5 text-lg text-ink placeholder:text-faint hover:border-faint focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-soft aria-invalid:border-bad sm:text-base";
